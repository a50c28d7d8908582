using System.Diagnostics;

namespace Course.Checking.Tests.Hostile;

/// <summary>
/// Bombs at half, once and twice their size: refused within 50 ms, or done or given up within 3 s. That this process is alive at
/// the end, with all of them behind it, is part of the test.
/// </summary>
[Collection(nameof(BombTests))]
[CollectionDefinition(nameof(BombTests), DisableParallelization = true)]
public sealed class BombTests
{
    public static TheoryData<string, double> Sizes
    {
        get
        {
            var data = new TheoryData<string, double>();
            foreach (var name in Bombs.All.Keys)
            {
                foreach (var factor in new[] { 0.5, 1, 2 }) data.Add(name, factor);
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public async Task Is_refused_or_given_up_in_time(string name, double factor)
    {
        var (size, make) = Bombs.All[name];
        var code = make((int)(size * factor));
        await Check.Run("var warm = $\"{1}\";");
        var (report, time) = await Timed(code);

        // A refusal by the scan is over before the clock of a busy machine can tell its time: the best of a few counts.
        for (var i = 0; i < 4 && report.Refusal is { Reason: not (RefusalReason.Time or RefusalReason.Compiler) } && time.TotalMilliseconds > 50; i++) (report, time) = await Timed(code);
        TestContext.Current.TestOutputHelper?.WriteLine($"{name} × {factor}: {report.Refusal?.Reason.ToString() ?? "checked"} in {time.TotalMilliseconds:F0} ms");
        if (report.Refusal is { Reason: not (RefusalReason.Time or RefusalReason.Compiler) }) Assert.InRange(time.TotalMilliseconds, 0, 50 * Slowness);
        else Assert.InRange(time.TotalSeconds, 0, 3 * Slowness);
    }

    private static async Task<(CheckReport Report, TimeSpan Time)> Timed(string code)
    {
        var started = Stopwatch.GetTimestamp();
        return (await Check.Run(code, timeLimit: CheckThread.TimeLimit), Stopwatch.GetElapsedTime(started));
    }

    /// <summary>Machines that several work on are slower at times; the bounds are those of an idle one.</summary>
    private static double Slowness => Environment.GetEnvironmentVariable("COURSE_SLOWNESS") is { } given ? double.Parse(given, System.Globalization.CultureInfo.InvariantCulture) : 1;

    [Theory]
    [InlineData("interpolations", RefusalReason.Interpolations)]
    [InlineData("lambdas over overloads", RefusalReason.Lambdas)]
    [InlineData("tuple switch", RefusalReason.Arms)]
    [InlineData("parentheses", RefusalReason.Brackets)]
    [InlineData("prefixes", RefusalReason.Prefixes)]
    [InlineData("casts", RefusalReason.Prefixes)]
    [InlineData("generics", RefusalReason.Generics)]
    [InlineData("ternaries", RefusalReason.Ternaries)]
    [InlineData("interpolations for the lexer", RefusalReason.TooLong)]
    [InlineData("hidden behind text that is left out", RefusalReason.Interpolations)]
    [InlineData("hidden behind a string", RefusalReason.Interpolations)]
    public async Task Is_refused_for_the_right_reason(string name, RefusalReason reason)
    {
        var (size, make) = Bombs.All[name];
        Assert.Equal(reason, (await Check.Run(make(size))).Refusal?.Reason);
    }
}
