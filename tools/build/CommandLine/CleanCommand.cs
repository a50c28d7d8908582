using System.CommandLine;
using Course.Build.Cleaning;

namespace Course.Build.CommandLine;

/// <summary><c>clean</c>: removes what builds made.</summary>
internal static class CleanCommand
{
    private static readonly Option<bool> DryRun = new("--dry-run", "-n") { Description = "Say what would be removed, and remove nothing." };

    private static readonly Option<bool> Packages = new("--packages") { Description = "Remove the Node packages as well that the build installed." };

    public static Command Create()
    {
        var command = new ExampleCommand(
            "clean",
            """
            Removes what the build made and can make again: the site, its state, caches, and what killed builds left. Says what and
            how much. Records, content, and files that somebody else put into the site's folder stay.
            """,
            ("clean --dry-run", "Only says what would go."),
            ("clean", "Removes it; the next build makes everything anew, and runs nothing that is recorded."))
        {
            DryRun, Packages, CourseOptions.Root, CourseOptions.Output,
        };
        command.SetAction(parsed => CourseOptions.Settings(parsed) is { } settings
            ? CleanRun.Run(settings, parsed.GetValue(Packages), parsed.GetValue(DryRun))
            : ExitCodes.Usage);
        return command;
    }
}
