using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using System.Runtime.Loader;
using Course.SnippetHost.Reporting;
using Course.Snippets.Execution;

namespace Course.SnippetHost.Running;

/// <summary>Runs the one job of this process.</summary>
internal static class Session
{
    /// <summary>The session's assembly once it is loaded.</summary>
    internal static Assembly? Assembly { get; private set; }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Any exception of a lesson is a result to be reported.")]
    internal static void Run(JobMessage job, SessionReporter reporter)
    {
        Environment.CurrentDirectory = job.WorkingDirectory;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        Console.SetIn(TextReader.Null);
        Console.SetOut(new ReportingWriter(reporter, isError: false));
        Console.SetError(new ReportingWriter(reporter, isError: true));
        AppDomain.CurrentDomain.UnhandledException += (_, e) =>
        {
            if (e.ExceptionObject is Exception exception) reporter.Send(ExceptionReport.Of(exception, ExceptionCause.OtherThread));
        };
        AppDomain.CurrentDomain.ProcessExit += (_, _) => reporter.Send(new ExitMessage(Environment.ExitCode));

        try
        {
            Assembly = AssemblyLoadContext.Default.LoadFromStream(new MemoryStream(job.Assembly), new MemoryStream(job.Symbols));
            Torch.Seed(job.Seed);
            // The compiler wraps an asynchronous entry point in one that waits.
            var entry = Assembly.EntryPoint ?? throw new InvalidOperationException("The session's assembly has no entry point.");
            object?[] arguments = entry.GetParameters().Length == 0 ? [] : [Array.Empty<string>()];
            entry.Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
            reporter.Finish();
        }
        catch (Exception e)
        {
            reporter.Send(ExceptionReport.Of(e, ExceptionCause.Unhandled));
        }
    }
}
