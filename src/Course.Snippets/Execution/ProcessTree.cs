using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Course.Snippets.Execution;

/// <summary>
/// A host and everything that it started. On Linux the members are found in /proc by descent, by the host's session
/// id and by a mark in their environment, so that neither a double fork nor setsid escapes; elsewhere .NET's own
/// tree killing has to do.
/// </summary>
internal sealed class ProcessTree(Process root, string mark)
{
    private readonly int _root = root.Id;
    private readonly byte[] _mark = Encoding.UTF8.GetBytes(mark);

    /// <summary>Resident memory of all members, in bytes.</summary>
    internal long ResidentBytes()
    {
        if (OperatingSystem.IsLinux()) return Members(ProcessTable.Recent(), searchEnvironment: false).Sum(static m => m.ResidentBytes);
        try
        {
            root.Refresh();
            return root.HasExited ? 0 : root.WorkingSet64;
        }
        catch (InvalidOperationException)
        {
            return 0;
        }
    }

    /// <summary>Names of the members other than the host; Linux only.</summary>
    internal string[] Children() =>
        OperatingSystem.IsLinux()
            ? [.. Members(ProcessTable.Read(), searchEnvironment: true).Where(m => m.Id != _root).Select(static m => m.Name)]
            : [];

    /// <summary>Kills all members. They are gone, or nothing but their exit status is left, when it returns.</summary>
    internal void Kill()
    {
        if (!OperatingSystem.IsLinux())
        {
            try
            {
                root.Kill(entireProcessTree: true);
            }
            catch (InvalidOperationException)
            {
                // It has exited already.
            }

            return;
        }

        // The host is stopped first and killed last: stopped it starts nothing more, and alive it keeps its descendants below it.
        if (!root.HasExited) _ = SendSignal(_root, SigStop);
        for (var round = 0; round < 50; round++)
        {
            var others = Members(ProcessTable.Read(), searchEnvironment: true).Where(m => m.Id != _root).ToArray();
            if (others.Length == 0) break;
            foreach (var other in others) _ = SendSignal(other.Id, SigKill);
        }

        // While the Process object has not seen it exit, the id cannot have been given to another process.
        if (!root.HasExited) _ = SendSignal(_root, SigKill);
    }

    private List<ProcessEntry> Members(IReadOnlyList<ProcessEntry> all, bool searchEnvironment)
    {
        var members = new HashSet<int> { _root };
        foreach (var entry in all)
        {
            if (entry.Session == _root || (searchEnvironment && ProcessTable.EnvironmentContains(entry.Id, _mark))) members.Add(entry.Id);
        }

        // Descendants of descendants: repeated until nothing is added, for ids need not grow along a line of descent.
        for (var before = 0; before != members.Count;)
        {
            before = members.Count;
            foreach (var entry in all)
            {
                if (members.Contains(entry.Parent)) members.Add(entry.Id);
            }
        }

        return [.. all.Where(e => members.Contains(e.Id) && !e.IsZombie)];
    }

    private const int SigKill = 9;
    private const int SigStop = 19;

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SendSignal(int process, int signal);
}
