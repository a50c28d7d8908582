using System.CommandLine;
using Course.Build.Outside;
using Course.Build.Reporting;

namespace Course.Build.CommandLine;

/// <summary>The command line: builds, or verifies what was built.</summary>
internal static class BuildCommand
{
    private static readonly Option<string?> Root = new("--root")
    {
        Description = "The course root: the folder that holds course.yaml. Default: content/, here or in a folder above.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Output = new("--output", "-o")
    {
        Description = "Where the site goes. Default: artifacts/site beside the course root.",
        HelpName = "folder",
    };

    private static readonly Option<string?> Theme = new("--site")
    {
        Description = "Layouts, strings and styles. Default: site/ beside the course root, else the engine's own.",
        HelpName = "folder",
    };

    private static readonly Option<bool> Frozen = new("--frozen")
    {
        Description = "Render from recorded outputs alone: nothing is compiled or run, and TorchSharp need not be there.",
    };

    private static readonly Option<bool> Strict = new("--strict") { Description = "Treat warnings as errors." };

    private static readonly Option<bool> Drafts = new("--drafts") { Description = "Publish lessons whose status is draft as well." };

    private static readonly Option<bool> Json = new("--json") { Description = "Print the report as JSON and nothing else." };

    private static readonly Option<bool> Quiet = new("--quiet", "-q") { Description = "Print diagnostics only." };

    private static readonly Option<Verbosity> Verbosity = new("--verbosity", "-v")
    {
        Description = "quiet, normal, or detailed (also says why each session ran).",
        DefaultValueFactory = _ => Reporting.Verbosity.Normal,
        HelpName = "level",
    };

    /// <summary>Parses the arguments and does what they ask.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var root = new RootCommand("""
            Builds the course: parses its lessons, runs stale snippets, renders both languages, and publishes what changed.

            Exit codes: 0 published, or proven; 1 faults in content or code, the last good site stays; 2 wrong usage; 130 stopped by Ctrl-C.
            """)
        { Root, Output, Theme, Frozen, Strict, Drafts, Json, Quiet, Verbosity };
        root.SetAction((parsed, cancellation) => RunAsync(parsed, verify: false, cancellation));
        var verify = new System.CommandLine.Command("verify", "Runs every snippet again, compares what it prints with what is recorded, and writes nothing.")
        { Root, Strict, Json, Quiet, Verbosity };
        verify.SetAction((parsed, cancellation) => RunAsync(parsed, verify: true, cancellation));
        root.Add(verify);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count == 0)
        {
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(5) });
        }

        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help to see the options.");
        return ExitCodes.Usage;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool verify, CancellationToken cancellation)
    {
        var root = parsed.GetValue(Root) is { } given ? Path.GetFullPath(given) : Places.FindCourseRoot(Directory.GetCurrentDirectory());
        if (root is null)
        {
            await Console.Error.WriteLineAsync(
                "There is no content/course.yaml here or in a folder above. Change to the course's folder, or name it with --root.");
            return ExitCodes.Usage;
        }

        if (!Directory.Exists(root))
        {
            await Console.Error.WriteLineAsync($"There is no folder {root}. Name the folder that holds course.yaml with --root.");
            return ExitCodes.Usage;
        }

        var beside = Path.GetDirectoryName(root) ?? root;
        var settings = new BuildSettings(
            root,
            Path.GetFullPath(parsed.GetValue(Output) ?? Path.Combine(beside, "artifacts", "site")),
            parsed.GetValue(Theme) is { } theme ? Path.GetFullPath(theme) : Places.FindTheme(beside),
            parsed.GetValue(Frozen), parsed.GetValue(Strict), parsed.GetValue(Drafts), parsed.GetValue(Json),
            parsed.GetValue(Quiet) ? Reporting.Verbosity.Quiet : parsed.GetValue(Verbosity))
        {
            Verify = verify,
        };
        return await BuildRun.RunAsync(settings, cancellation);
    }
}
