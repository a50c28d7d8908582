using System.Diagnostics;
using Course.SnippetHost.Reporting;

namespace Course.SnippetHost.Running;

/// <summary>What a host does when its build is gone: nobody else will end it or clear up after it.</summary>
internal static class Abandonment
{
    /// <summary>Removes the host's folder and ends its process group, itself included. Does not return.</summary>
    internal static int End(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The session may be writing there at this moment; the system clears its temporary files in time.
        }

        if (!OperatingSystem.IsWindows()) Libc.KillGroup();
        Process.GetCurrentProcess().Kill();
        return 1;
    }
}
