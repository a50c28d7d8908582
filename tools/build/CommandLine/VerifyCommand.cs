using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Course.Build.Verification;

namespace Course.Build.CommandLine;

/// <summary><c>verify</c>: proves the content again.</summary>
internal static class VerifyCommand
{
    private static readonly Option<Shard?> Shard = new("--shard")
    {
        Description = "Prove one of several parts, such as 2/5: sessions are dealt out by their recorded durations. All parts together are the whole.",
        HelpName = "n/of",
        CustomParser = static result => Verification.Shard.Parse(Text(result))
            ?? Wrong<Shard?>(result, $"'{Text(result)}' is not a part: write it as 2/5, with the first number from 1 to the second, which is at most {Verification.Shard.Most}."),
    };

    private static readonly Option<string?> ChangedSince = new("--changed-since")
    {
        Description = "Prove only what can be affected by changes of files since a revision: sessions of code, data and records that changed, or all where the engine did.",
        HelpName = "revision",
    };

    private static readonly Option<int> Seeds = Count("--seeds", 100, "Run under this many seeds, the course's own among them; report how far the numbers spread, and propose tolerances.");

    private static readonly Option<int> Repeat = Count("--repeat", 1000, "Run everything this many times: a snippet that does not do the same each time is told.");

    private static readonly Option<bool> KeepGoing = new("--keep-going") { Description = "Prove all that can be proven, whatever fails. This is the default." };

    private static readonly Option<bool> FailFast = new("--fail-fast") { Description = "Stop at the first session that is not proven." };

    private static readonly Option<PackageVersion?> With = new("--with")
    {
        Description = "Rehearse an upgrade: run against another version of a package, such as TorchSharp=0.107.0, in a scratch copy. The project is not touched.",
        HelpName = "package=version",
        CustomParser = static result => PackageVersion.Parse(Text(result)) ?? Wrong<PackageVersion?>(result, $"'{Text(result)}' is not a package at a version: write it as TorchSharp=0.107.0."),
    };

    public static Command Create()
    {
        var command = new Command("verify", "Runs every snippet again, compares what it prints with what is recorded, and writes nothing.")
        {
            Shard, ChangedSince, Seeds, Repeat, KeepGoing, FailFast, With,
            CourseOptions.Root, CourseOptions.Strict, CourseOptions.Report, CourseOptions.Json, CourseOptions.Quiet, CourseOptions.Verbosity,
        };
        command.Validators.Add(static result =>
        {
            if (result.GetValue(KeepGoing) && result.GetValue(FailFast)) result.AddError("--keep-going and --fail-fast ask for opposites. Give one of them.");
        });
        command.SetAction(async (parsed, cancellation) => CourseOptions.Settings(parsed) is { } settings
            ? await BuildRun.RunAsync(settings, observer => new Verifier(settings, Request(parsed), TimeProvider.System).RunAsync(observer, cancellation), cancellation)
            : ExitCodes.Usage);
        return command;
    }

    private static VerifyRequest Request(ParseResult parsed) => new()
    {
        Shard = parsed.GetValue(Shard), ChangedSince = parsed.GetValue(ChangedSince), Seeds = parsed.GetValue(Seeds), Repeat = parsed.GetValue(Repeat),
        FailFast = parsed.GetValue(FailFast), With = parsed.GetValue(With),
    };

    private static Option<int> Count(string name, int most, string description) => new(name)
    {
        Description = description,
        HelpName = "count",
        DefaultValueFactory = static _ => 1,
        CustomParser = result => int.TryParse(Text(result), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= 1 && count <= most
            ? count
            : Wrong<int>(result, $"{name} takes a number from 1 to {most.ToString(CultureInfo.InvariantCulture)}, and not '{Text(result)}'."),
    };

    private static string Text(ArgumentResult result) => result.Tokens.Count > 0 ? result.Tokens[0].Value : "";

    private static T? Wrong<T>(ArgumentResult result, string message)
    {
        result.AddError(message);
        return default;
    }
}
