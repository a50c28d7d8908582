using System.Globalization;
using Course.Check.CommandLine;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
Console.InputEncoding = System.Text.Encoding.UTF8;
try
{
    return await CommandLineRun.RunAsync(args);
}
catch (OperationCanceledException)
{
    return ExitCodes.Cancelled;
}
#pragma warning disable CA1031 // The last resort: whatever it is, the learner gets a sentence and a way to report it.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"The check failed by a fault of its own: {e.GetType().Name}: {e.Message}");
    await Console.Error.WriteLineAsync(Environment.GetEnvironmentVariable("COURSE_TRACE") is null ? "Set COURSE_TRACE=1 and check again to get a trace for a bug report." : e.ToString());
    return ExitCodes.Bug;
}
