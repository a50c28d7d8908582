using Course.Check.Exercises;
using Course.Check.Input;
using Course.Check.Output;

namespace Course.Check.CommandLine;

/// <summary>One run: reads, checks, mends if asked, reports.</summary>
internal static class CheckRun
{
    /// <summary>Runs the check.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(CheckSettings settings, CancellationToken cancellation)
    {
        var words = new Words(settings.Language);
        if (settings.Paths.IsEmpty) return Usage(words.NoPath);
        if (settings.DryRun && !settings.Fix) return Usage(words.DryRunAlone);
        if (settings.Fix && !settings.DryRun && settings.Paths.Contains("-")) return Usage(words.NoFixOfInput);
        if (settings.Rules.FirstOrDefault(static id => !RulePages.Known.Contains(id) && !id.StartsWith("CS", StringComparison.Ordinal) && Course.Analyzers.Practices.Of(id) is null) is { } unknown)
            return Usage(words.UnknownRule(unknown, RulePages.Known));

        var input = InputReader.Read(settings.Paths, settings.Language);
        if (input is { Units.IsEmpty: true, Unread.IsEmpty: true }) return Usage(words.NoFile);
        var checker = new UnitChecker(References.Load(), settings);
        if (settings.Exercise is not null) return await ExerciseRun.RunAsync(settings, input, checker, cancellation).ConfigureAwait(false);

        var result = await checker.CheckAsync(input, cancellation).ConfigureAwait(false);
        if (settings.Fix) return await Mending.RunAsync(settings, input, result, checker, cancellation).ConfigureAwait(false);
        Report(result, settings);
        return result.ExitCode;
    }

    /// <summary>Writes findings in the format that is asked for.</summary>
    public static void Report(CheckResult result, CheckSettings settings)
    {
        switch (settings.Format)
        {
            case ReportFormat.Json:
                Console.WriteLine(JsonReport.Of(result));
                break;
            case ReportFormat.Sarif:
                Console.WriteLine(SarifReport.Of(result, settings.Language));
                break;
            case ReportFormat.Github:
                Console.Write(GithubReport.Of(result));
                break;
            default:
                new TextReport(Screen.Standard(), settings.Language).Show(result, settings.All);
                break;
        }
    }

    private static int Usage(string message)
    {
        Console.Error.WriteLine(message);
        return ExitCodes.Usage;
    }
}
