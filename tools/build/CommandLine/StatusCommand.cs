using System.CommandLine;
using Course.Build.Reporting;
using Course.Build.Status;
using Spectre.Console;

namespace Course.Build.CommandLine;

/// <summary><c>status</c>: how the lessons stand.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var command = new ExampleCommand(
            "status",
            """
            Shows how each lesson stands: state, translations, snippets whose record is stale, pictures without words, and the minutes that
            lesson.yaml states beside those that the text's length suggests ("!": far apart). Nothing is compiled or run.
            """,
            ("status", "A table of the course."),
            ("status --json", "The same for programs, with the reasons why snippets are stale."))
        {
            CourseOptions.Root, CourseOptions.Json,
        };
        command.SetAction(parsed =>
        {
            if (CourseOptions.Settings(parsed) is not { } settings) return ExitCodes.Usage;
            var status = CourseStatus.Of(settings.Root);
            if (status.Value is null)
            {
                new BuildConsole(AnsiConsole.Console, Verbosity.Normal, settings.Root).ShowDiagnostics(status.Diagnostics);
                return ExitCodes.Faults;
            }

            if (settings.Json)
            {
                Console.WriteLine(StatusJson.Of(status.Value));
                return ExitCodes.Success;
            }

            foreach (var line in StatusTable.Lines(status.Value, Console.IsOutputRedirected ? null : Console.WindowWidth)) Console.WriteLine(line);
            return ExitCodes.Success;
        });
        return command;
    }
}
