using System.CommandLine;
using Course.Build.Doctor;
using Course.Build.Outside;

namespace Course.Build.CommandLine;

/// <summary><c>doctor</c>: whether this machine has what the course needs.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var command = new ExampleCommand(
            "doctor",
            """
            Checks what the course needs from this machine: the SDK, libtorch (by running it), Node, git, disk, and for the tests
            fonts and a browser. Says what to do about what is missing. Ends with 1 where a build would fail.
            """,
            ("doctor", "After setting up a machine, or when a build fails for no visible reason."))
        {
            CourseOptions.Root, CourseOptions.Json,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            // A machine can be looked at before there is a course on it.
            var root = parsed.GetValue(CourseOptions.Root) ?? Places.FindCourseRoot(Directory.GetCurrentDirectory());
            var findings = await Checkup.RunAsync(root is not null && Directory.Exists(root) ? Path.GetFullPath(root) : Places.EngineRoot, cancellation);
            if (parsed.GetValue(CourseOptions.Json)) Console.WriteLine(Checkup.JsonOf(findings));
            else foreach (var line in Checkup.Lines(findings)) Console.WriteLine(line);
            return findings.Any(static f => f.Health == Health.Bad) ? ExitCodes.Faults : ExitCodes.Success;
        });
        return command;
    }
}
