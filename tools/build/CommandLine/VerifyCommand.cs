using System.CommandLine;

namespace Course.Build.CommandLine;

/// <summary><c>verify</c>: proves the content again.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var command = new Command("verify", "Runs every snippet again, compares what it prints with what is recorded, and writes nothing.")
        {
            CourseOptions.Root, CourseOptions.Strict, CourseOptions.Json, CourseOptions.Quiet, CourseOptions.Verbosity,
        };
        command.SetAction(async (parsed, cancellation) => CourseOptions.Settings(parsed) is { } settings
            ? await BuildRun.RunAsync(settings with { Verify = true }, cancellation)
            : ExitCodes.Usage);
        return command;
    }
}
