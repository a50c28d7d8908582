namespace Course.Check.CommandLine;

/// <summary>Parses the arguments and does what they ask.</summary>
internal static class CommandLineRun
{
    /// <summary>Runs the check.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var parsed = CheckCommand.Create().Parse(arguments);
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(2) });
        foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
        await Console.Error.WriteLineAsync("Run with --help to see the options.");
        return ExitCodes.Usage;
    }
}
