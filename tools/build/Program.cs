using System.Globalization;
using Course.Build.CommandLine;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
Console.OutputEncoding = System.Text.Encoding.UTF8;
try
{
    return await CommandLineRun.RunAsync(args);
}
#pragma warning disable CA1031 // The last resort: whatever it is, the author gets a sentence and a way to report it.
catch (Exception e)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"The build failed by a fault of its own: {e.GetType().Name}: {e.Message}");
    await Console.Error.WriteLineAsync(Environment.GetEnvironmentVariable("COURSE_TRACE") is null
        ? "The last good site is still in place. Set COURSE_TRACE=1 and build again to get a trace for a bug report."
        : e.ToString());
    return ExitCodes.Bug;
}
