using System.Diagnostics;
using System.Globalization;

namespace Course.Benchmarks;

/// <summary>One run of a process, from its start to its end.</summary>
/// <param name="Milliseconds">Wall clock.</param>
/// <param name="CpuMilliseconds">User and system time, up to five milliseconds before the end.</param>
/// <param name="PeakMegabytes">Peak resident memory.</param>
internal readonly record struct Measured(double Milliseconds, double CpuMilliseconds, double PeakMegabytes)
{
    /// <summary>Runs a command several times after one warm-up and returns the median of each figure.</summary>
    /// <param name="runs">Counted runs.</param>
    /// <param name="command">The command of a run. One that writes should write to a folder of its own: a deletion just before would go on in the file system while the run is measured.</param>
    public static Measured Median(int runs, Func<int, (string Program, string[] Arguments)> command)
    {
        var all = new List<Measured>();
        for (var i = 0; i <= runs; i++)
        {
            var (program, arguments) = command(i);
            var one = Once(program, arguments);
            if (i > 0) all.Add(one);
        }

        return new(Middle(all, static m => m.Milliseconds), Middle(all, static m => m.CpuMilliseconds), Middle(all, static m => m.PeakMegabytes));
    }

    private static Measured Once(string program, string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var error = process.StandardError.ReadToEndAsync();
        var (peak, cpu) = (0L, 0.0);
        var output = process.StandardOutput.ReadToEndAsync();
        while (!process.WaitForExit(5))
        {
            try
            {
                process.Refresh();
                peak = Math.Max(peak, process.PeakWorkingSet64);
                cpu = process.TotalProcessorTime.TotalMilliseconds;
            }
            catch (InvalidOperationException)
            {
                // It ended between the question and the answer.
            }
        }

        var wall = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (process.ExitCode != 0) throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {error.Result}{output.Result}");
        return new(wall, cpu, peak / 1e6);
    }

    private static double Middle(List<Measured> all, Func<Measured, double> figure) => all.Select(figure).Order().ElementAt(all.Count / 2);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Milliseconds,7:F0} ms wall {CpuMilliseconds,7:F0} ms CPU {PeakMegabytes,5:F0} MB");
}
