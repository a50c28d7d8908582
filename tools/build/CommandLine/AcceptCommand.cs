using System.CommandLine;
using Course.Build.Verification;

namespace Course.Build.CommandLine;

/// <summary><c>accept</c>: records a change that was reviewed.</summary>
internal static class AcceptCommand
{
    private static readonly Argument<string[]> Names = new("names")
    {
        Description = "Lessons and snippets: a lesson's id, a snippet's, or lesson/snippet. None: all.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public static Command Create()
    {
        var command = new Command("accept", "Runs the named lessons and snippets again, records what they do now, and says what it accepted. Other records are not touched.")
        {
            Names, CourseOptions.Root, CourseOptions.Strict, CourseOptions.Report, CourseOptions.Json, CourseOptions.Quiet, CourseOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellation) => CourseOptions.Settings(parsed) is { } settings
            ? await BuildRun.RunAsync(settings, observer => new Acceptance(settings, parsed.GetValue(Names) ?? [], TimeProvider.System).RunAsync(observer, cancellation), cancellation)
            : ExitCodes.Usage);
        return command;
    }
}
