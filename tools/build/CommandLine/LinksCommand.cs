using System.CommandLine;
using Course.Build.Links;

namespace Course.Build.CommandLine;

/// <summary><c>links</c>: what leads where.</summary>
internal static class LinksCommand
{
    private static readonly Option<bool> External = new("--external")
    {
        Description = "Ask addresses of other sites as well, and record in links.json when they answered.",
    };

    private static readonly Option<int> OlderThan = new("--older-than")
    {
        Description = "Leave addresses in peace that answered within so many days; 0 asks all.", DefaultValueFactory = static _ => 7, HelpName = "days",
    };

    private static readonly Option<double> Delay = new("--delay")
    {
        Description = "Least time between two requests to one host.", DefaultValueFactory = static _ => 1, HelpName = "seconds",
    };

    private static readonly Option<double> Limit = new("--timeout")
    {
        Description = "Longest time that a request may take.", DefaultValueFactory = static _ => 15, HelpName = "seconds",
    };

    public static Command Create()
    {
        var command = new ExampleCommand(
            "links",
            """
            Checks links, anchors, versions in other languages, and files that nothing uses, which every build does as well, and reports
            them alone. With --external, sites elsewhere are asked, politely: one request a second and host, HEAD before GET.
            """,
            ("links", "Everything within the course; no network."),
            ("links --external", "Other sites as well, those that have not answered for a week."))
        {
            External, OlderThan, Delay, Limit, CourseOptions.Root, CourseOptions.Theme, CourseOptions.Strict, CourseOptions.Json, CourseOptions.Quiet,
        };
        Limit.Validators.Add(static r => Positive(r, r.GetValueOrDefault<double>() is > 0 and <= 600, "a number of seconds above 0"));
        Delay.Validators.Add(static r => Positive(r, r.GetValueOrDefault<double>() is >= 0 and <= 600, "a number of seconds"));
        OlderThan.Validators.Add(static r => Positive(r, r.GetValueOrDefault<int>() >= 0, "a number of days"));
        command.SetAction(async (parsed, cancellation) =>
        {
            if (CourseOptions.Settings(parsed) is not { } settings) return ExitCodes.Usage;
            var external = parsed.GetValue(External)
                ? new ProbeOptions(TimeSpan.FromSeconds(parsed.GetValue(Delay)), TimeSpan.FromSeconds(parsed.GetValue(Limit)), "")
                : null;
            try
            {
                return await LinksRun.RunAsync(new(settings, external, parsed.GetValue(OlderThan)), cancellation);
            }
            catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
            {
                await Console.Error.WriteLineAsync("Stopped. Nothing was recorded.");
                return ExitCodes.Cancelled;
            }
        });
        return command;
    }

    private static void Positive(System.CommandLine.Parsing.OptionResult result, bool isGood, string expected)
    {
        if (!isGood) result.AddError($"{result.Option.Name} takes {expected}.");
    }
}
