using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.ExceptionServices;
using System.Runtime.Versioning;

namespace Course.Checking;

/// <summary>
/// Checks code that is not trusted, for hosts that have threads: on a stack that no code within <see cref="Hostile.ScanLimits"/>
/// fills, and for two seconds at most. The compiler's driver may go on in the thread pool after it has initialised its analyzers, so a
/// host gives the pool's threads as much: <c>System.Threading.DefaultStackSize</c> of 268435456 in its runtime
/// configuration. In a browser the worker that runs the checker is what is stopped.
/// </summary>
[UnsupportedOSPlatform("browser")]
public static class CheckThread
{
    /// <summary>What the host's runtime configuration calls the stack of threads that ask for none, those of the thread pool among them.</summary>
    internal const string StackOption = "System.Threading.DefaultStackSize";

    private const int StackSize = 268_435_456;

    /// <summary>How long checking may take before it is asked to stop.</summary>
    public static TimeSpan TimeLimit { get; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after that a compiler that does not listen is waited for.</summary>
    public static TimeSpan Grace { get; } = TimeSpan.FromMilliseconds(700);

    /// <summary>Checks texts; past the time limit the report is a refusal.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the work.</exception>
    /// <exception cref="InvalidOperationException">The process was started with too small a stack for its thread pool.</exception>
    public static Task<CheckReport> RunAsync(
        Checker checker, ImmutableArray<SubmittedText> texts, CheckOptions options, CancellationToken cancellation = default) =>
        RunAsync(checker, texts, options, TimeLimit, cancellation);

    /// <summary>Checks texts within a time limit of the host's own, as for a whole project.</summary>
    /// <exception cref="OperationCanceledException">The caller stopped the work.</exception>
    /// <exception cref="InvalidOperationException">The process was started with too small a stack for its thread pool.</exception>
    public static async Task<CheckReport> RunAsync(
        Checker checker, ImmutableArray<SubmittedText> texts, CheckOptions options, TimeSpan timeLimit, CancellationToken cancellation)
    {
        if (!IsEnough(AppContext.GetData(StackOption)))
        {
            throw new InvalidOperationException(
                $"The thread pool of this process has a stack that code within the limits can fill, which would end the process. Set {StackOption} to {StackSize} in its runtime configuration: in a project file by RuntimeHostConfigurationOption.");
        }

        using var timed = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timed.CancelAfter(timeLimit);
        var token = timed.Token;
        var result = new TaskCompletionSource<CheckReport>(TaskCreationOptions.RunContinuationsAsynchronously);

        // A background thread: one that the compiler keeps past all limits does not keep the process.
        new Thread(() => Run(checker, texts, options, result, token), StackSize) { IsBackground = true, Name = "check" }.Start();
        var late = new Refusal(RefusalReason.Time, texts.IsEmpty ? "" : texts[0].Name, 1);
        try
        {
            return await result.Task.WaitAsync(timeLimit + Grace, cancellation).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return CheckReport.Refused(late);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CheckReport.Refused(late);
        }
    }

    /// <summary>Whether the thread pool's stack, as it is configured, is as large as that of checking.</summary>
    internal static bool IsEnough(object? configured) => configured is string size && long.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes >= StackSize;

    private static void Run(
        Checker checker, ImmutableArray<SubmittedText> texts, CheckOptions options, TaskCompletionSource<CheckReport> result, CancellationToken token)
    {
        try
        {
            result.TrySetResult(checker.CheckAsync(texts, options, token).GetAwaiter().GetResult());
        }
        catch (OperationCanceledException)
        {
            result.TrySetCanceled(token);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to who asked, not to this thread.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            result.TrySetException(ExceptionDispatchInfo.SetCurrentStackTrace(fault));
        }
    }
}
