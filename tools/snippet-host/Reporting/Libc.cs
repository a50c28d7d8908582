using System.Runtime.InteropServices;

namespace Course.SnippetHost.Reporting;

/// <summary>The calls that .NET has no name for. Linux and macOS only.</summary>
internal static partial class Libc
{
    private const int Unbuffered = 2;

    /// <summary>Makes <paramref name="copy"/> refer to the file of <paramref name="descriptor"/>.</summary>
    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    internal static partial int Dup2(int descriptor, int copy);

    /// <summary>Makes the process the leader of a session of its own: terminals do not signal it, and its descendants can be told by it.</summary>
    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    internal static partial int SetSid();

    /// <summary>Kills every process of this one's group, itself included.</summary>
    internal static void KillGroup()
    {
        const int sigKill = 9;
        _ = Kill(0, sigKill);
    }

    /// <summary>Makes C's own standard output write at once: its buffer would be lost in a crash and come late otherwise.</summary>
    internal static void UnbufferStandardOutput()
    {
        if (NativeLibrary.TryLoad("libc.so.6", out var libc) && NativeLibrary.TryGetExport(libc, "stdout", out var stdout))
        {
            _ = SetVBuf(Marshal.ReadIntPtr(stdout), 0, Unbuffered, 0);
        }
    }

    /// <summary>Adopts orphaned descendants, so that the build finds all of them below this process. Linux only.</summary>
    internal static void AdoptOrphans()
    {
        const int setChildSubreaper = 36;
        if (OperatingSystem.IsLinux()) _ = PrCtl(setChildSubreaper, 1, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static partial int Kill(int process, int signal);

    [LibraryImport("libc", EntryPoint = "setvbuf")]
    private static partial int SetVBuf(nint stream, nint buffer, int mode, nuint size);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int PrCtl(int option, nuint a, nuint b, nuint c, nuint d);
}
