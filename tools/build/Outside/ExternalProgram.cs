using System.ComponentModel;
using System.Diagnostics;

namespace Course.Build.Outside;

/// <summary>How a program that was called ended.</summary>
/// <param name="Started">Whether it could be started at all.</param>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">What it wrote to standard output.</param>
/// <param name="Error">What it wrote to standard error.</param>
internal sealed record CommandResult(bool Started, int ExitCode, string Output, string Error)
{
    public bool Succeeded => Started && ExitCode == 0;
}

/// <summary>Calls other programs: git, node, npm, dotnet.</summary>
internal static class ExternalProgram
{
    /// <summary>The dotnet that runs this process, else the one that a shell would find.</summary>
    public static string Dotnet => Environment.ProcessPath is { } path && Path.GetFileNameWithoutExtension(path) == "dotnet" ? path : "dotnet";

    /// <summary>Runs a program to its end; cancelling kills it with all that it started.</summary>
    /// <param name="program">Its name or path.</param>
    /// <param name="arguments">Its arguments.</param>
    /// <param name="folder">The folder that it runs in.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="cancellation">Kills it.</param>
    /// <param name="isPatient">Whether it, and what it starts, lets everything else on the machine go before it.</param>
    public static async Task<CommandResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, string? input, CancellationToken cancellation, bool isPatient = false)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Variables that `dotnet run` sets for this process would change how a nested dotnet behaves.
        foreach (var name in (ReadOnlySpan<string>)["MSBUILD_EXE_PATH", "MSBuildSDKsPath", "MSBuildExtensionsPath"]) start.Environment.Remove(name);
        Process? process;
        try
        {
            process = Process.Start(start);
        }
        catch (Win32Exception e)
        {
            return new(false, -1, "", e.Message);
        }

        using var running = process!;
        try
        {
            if (isPatient) BePatient(running);
            var output = running.StandardOutput.ReadToEndAsync(cancellation);
            var error = running.StandardError.ReadToEndAsync(cancellation);
            try
            {
                if (input is not null) await running.StandardInput.WriteAsync(input.AsMemory(), cancellation);
                running.StandardInput.Close();
            }
            catch (IOException)
            {
                // A program that ends before it has read its input says why on standard error.
            }

            await running.WaitForExitAsync(cancellation);
            return new(true, running.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            running.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static void BePatient(Process running)
    {
        try
        {
            running.PriorityClass = ProcessPriorityClass.BelowNormal;
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            // The system does not let it, or it has ended already.
        }
    }
}
