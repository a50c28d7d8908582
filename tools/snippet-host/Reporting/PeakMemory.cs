using System.Diagnostics;
using System.Globalization;

namespace Course.SnippetHost.Reporting;

/// <summary>The most memory that this process has held so far.</summary>
internal static class PeakMemory
{
    private const string Field = "VmHWM:";

    /// <summary>Peak resident memory in MiB, rounded up.</summary>
    internal static long Megabytes()
    {
        // Process.PeakWorkingSet64 is always the current value on Linux; the kernel's own mark is in /proc.
        if (OperatingSystem.IsLinux() && File.ReadLines("/proc/self/status").FirstOrDefault(static l => l.StartsWith(Field, StringComparison.Ordinal)) is { } line)
        {
            var kilobytes = line[Field.Length..].Replace("kB", "", StringComparison.Ordinal).Trim();
            return (long.Parse(kilobytes, CultureInfo.InvariantCulture) + 1023) / 1024;
        }

        using var process = Process.GetCurrentProcess();
        return (process.PeakWorkingSet64 + (1 << 20) - 1) >> 20;
    }
}
