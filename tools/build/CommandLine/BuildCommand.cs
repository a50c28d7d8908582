using System.CommandLine;
using Course.Build.Pipeline;

namespace Course.Build.CommandLine;

/// <summary>The root command: builds and publishes.</summary>
internal static class BuildCommand
{
    private static readonly Option<bool> Frozen = new("--frozen")
    {
        Description = "Render from recorded outputs alone: nothing is compiled or run, and TorchSharp need not be there.",
    };

    private static readonly Option<bool> Drafts = new("--drafts") { Description = "Publish lessons whose status is draft as well." };

    private static readonly Option<bool> Compress = new("--compress")
    {
        Description = "Publish a .gz and a .br form beside each file that gets smaller by it, for hosts that send them as they are (docs/publishing.md).",
    };

    /// <summary>The command with those below it.</summary>
    public static RootCommand Create()
    {
        var command = new RootCommand("""
            Builds the course: parses its lessons, runs stale snippets, renders both languages, and publishes what changed.

            Exit codes: 0 published, or proven; 1 faults in content or code, the last good site stays; 2 wrong usage; 130 stopped by Ctrl-C.
            """)
        {
            CourseOptions.Root, CourseOptions.Output, CourseOptions.Theme, Frozen, CourseOptions.Strict, Drafts, CourseOptions.WithoutChecker, Compress, CourseOptions.Report, CourseOptions.Json, CourseOptions.Quiet,
            CourseOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellation) => CourseOptions.Settings(parsed) is { } settings
            ? await BuildAsync(settings with { Frozen = parsed.GetValue(Frozen), Drafts = parsed.GetValue(Drafts), Compress = parsed.GetValue(Compress), Checker = !parsed.GetValue(CourseOptions.WithoutChecker) }, cancellation)
            : ExitCodes.Usage);
        command.Add(ServeCommand.Create());
        command.Add(VerifyCommand.Create());
        command.Add(SyncCommand.Create());
        command.Add(AcceptCommand.Create());
        command.Add(NewCommand.Create());
        command.Add(StatusCommand.Create());
        command.Add(LinksCommand.Create());
        command.Add(DoctorCommand.Create());
        command.Add(CleanCommand.Create());
        command.Add(CompletionCommand.Create());
        CourseCompletions.AddTo(command);
        HelpWithExamples.AddTo(
            command,
            ("", "Builds the course of this folder."),
            ("--frozen --compress", "What a deployment does: the site with compressed forms of its files."),
            ("--strict --frozen", "What CI does first: renders from records alone and takes no warning."));
        return command;
    }

    private static Task<int> BuildAsync(BuildSettings settings, CancellationToken cancellation)
    {
        var pipeline = new BuildPipeline(settings);
        return BuildRun.RunAsync(settings, observer => pipeline.RunAsync(observer, cancellation), cancellation);
    }
}
