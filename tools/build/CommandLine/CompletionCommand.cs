using System.CommandLine;
using Course.Build.Completion;

namespace Course.Build.CommandLine;

/// <summary><c>completion</c>: a script for a shell.</summary>
internal static class CompletionCommand
{
    public static Command Create()
    {
        var shell = new Argument<string>("shell") { HelpName = "shell", Description = "bash, zsh, fish or pwsh." };
        shell.AcceptOnlyFromAmong(CompletionScript.Shells);
        var command = new ExampleCommand(
            "completion",
            "Prints a script that defines `course` in a shell, short for the command of this checkout, and completes commands, options and ids of lessons.",
            ("completion bash", "For bash: source <(dotnet run --project tools/build -- completion bash)"))
        {
            shell,
        };
        command.SetAction(parsed => Console.Write(CompletionScript.For(parsed.GetRequiredValue(shell))));
        return command;
    }
}
