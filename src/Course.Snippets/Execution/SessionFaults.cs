using Course.Content.Snippets;
using Course.Diagnostics;

namespace Course.Snippets.Execution;

/// <summary>Words the diagnostics of a session: what happened to which snippet, and what to do.</summary>
internal static class SessionFaults
{
    internal static Diagnostic HostNotReady(Snippet snippet, string what) => ExecutionFaults.HostNotReady.At(
        snippet.Location,
        $"Snippet '{snippet.Id}' was not run: the process for its session did not get ready. {what}",
        "Rebuild the snippet host (dotnet build tools/snippet-host) and run the build again; if it stays, run the host by hand to see the whole output.");

    internal static Diagnostic DataUnreadable(Snippet snippet, string name, string why) => ExecutionFaults.DataUnreadable.At(
        snippet.Location,
        $"The session of snippet '{snippet.Id}' was not run: its data file '{name}' cannot be copied for it: {why}.",
        "Put the file below the lesson's folder, list it under data: in lesson.yaml, and make it readable.");

    internal static Diagnostic OtherException(Snippet snippet, ExceptionMessage e) => ExecutionFaults.OtherException.At(
        Place(snippet, e),
        $"Snippet '{snippet.Id}' declares throws={snippet.Throws}, but threw {e.Type}: {Printed.Gist(e.Text)}",
        $"Mend the code so that it throws {snippet.Throws}, or declare throws={e.Type}.");

    internal static Diagnostic NoException(Snippet snippet) => ExecutionFaults.NoException.At(
        snippet.Location,
        $"Snippet '{snippet.Id}' declares throws={snippet.Throws}, but ran to its end.",
        "Take throws= away, or mend the code so that it shows what the text says.");

    internal static Diagnostic NotReached(Snippet snippet) => ExecutionFaults.NotReached.At(
        snippet.Location,
        $"Snippet '{snippet.Id}' was never reached: an earlier snippet of session '{snippet.Session}' ended the session, as a return statement does.",
        "Take the return out of the earlier snippet, or give this one a session of its own with session=name.");

    internal static Diagnostic ProcessesLeft(Snippet snippet, string[] names) => ExecutionFaults.ProcessLeft.At(
        snippet.Location,
        $"After snippet '{snippet.Id}' the session was over, but processes that it started still ran: {string.Join(", ", names.Order(StringComparer.Ordinal).Distinct().Take(5))}. They were killed.",
        "Wait for child processes (WaitForExit) or kill them in the snippet that starts them.");

    /// <summary>Why a host ended before its session did.</summary>
    /// <param name="snippet">The snippet that ran, or the one to name when none did.</param>
    /// <param name="running">Whether it ran.</param>
    internal static Diagnostic OfEnd(Snippet snippet, bool running, SessionWatch watch, HostDeath death, RunnerOptions options)
    {
        var name = running ? $"Snippet '{snippet.Id}'" : $"The session of snippet '{snippet.Id}', while none of its snippets ran,";
        return watch.Verdict switch
        {
            SessionVerdict.TimedOut => ExecutionFaults.TimedOut.At(
                snippet.Location,
                $"{name} ran longer than its limit of {watch.Reason} and was killed with all its child processes.",
                FormattableString.Invariant($"Make it do less, or raise its limit with timeout=…s (at most {Snippet.LongestTimeout.TotalSeconds} s).")),
            SessionVerdict.TooMuchMemory => ExecutionFaults.TooMuchMemory.At(
                snippet.Location,
                FormattableString.Invariant($"{name} took {watch.Reason} of memory, more than the limit of {options.MemoryLimit >> 20} MiB, and was killed."),
                "Use smaller tensors or batches, and dispose what a loop no longer needs (torch.NewDisposeScope)."),
            SessionVerdict.TooMuchOutput => ExecutionFaults.TooMuchOutput.At(
                snippet.Location,
                $"{name} {watch.Reason} and was killed.",
                "Print less: every n-th step, or a table or figure of the result."),
            _ => death.Exception is { } exception ? OfException(snippet, name, exception) : OfExit(snippet, name, death),
        };
    }

    private static Diagnostic OfException(Snippet snippet, string name, ExceptionMessage e) =>
        e.Cause == ExceptionCause.OtherThread
            ? ExecutionFaults.ThreadException.At(
                Place(snippet, e),
                $"{name} left {e.Type} uncaught on a thread that it started, which ends the whole process: {Printed.Gist(e.Text)}",
                "Catch it on that thread, or run the work as a task (Task.Run) and await it.")
            : ExecutionFaults.Exception.At(
                Place(snippet, e),
                $"{name} threw {e.Type}: {Printed.Gist(e.Text)}",
                $"Mend the code, or if the exception is what the text is about, declare it with throws={e.Type}.");

    private static Diagnostic OfExit(Snippet snippet, string name, HostDeath death)
    {
        var quoted = Printed.Gist(death.Printed) is { Length: > 0 } text ? $" It printed: {text}" : "";
        if (death.Printed.Contains("Stack overflow", StringComparison.Ordinal))
        {
            return ExecutionFaults.StackOverflowed.At(
                snippet.Location,
                $"{name} overflowed the stack, which ends the process.",
                "Look for a method or property that calls itself without end, or replace deep recursion by a loop.");
        }

        if (death.Printed.Contains("Process terminated.", StringComparison.Ordinal))
        {
            return ExecutionFaults.FailedFast.At(
                snippet.Location,
                $"{name} ended the process with Environment.FailFast or a failed assertion.{quoted}",
                "Throw an exception instead.");
        }

        return death switch
        {
            { ExitRequested: { } code } => ExecutionFaults.Exited.At(
                snippet.Location,
                FormattableString.Invariant($"{name} ended the process with exit code {code} before the session was over, as Environment.Exit does."),
                "Let the session run to its end: take the call out, or use return in a method."),
            { ExitCode: (128 + 9) or (128 + 15) } => ExecutionFaults.HostLost.At(
                snippet.Location,
                $"{name} was killed by something other than the build.{quoted}",
                "Look for code that kills processes; if there is none, the system may have been short of memory: its log names what it kills."),
            { ExitCode: { } code and > 128 } => ExecutionFaults.Crashed.At(
                snippet.Location,
                $"{name} crashed in native code: {Signal(code - 128)}.{quoted}",
                "Check the shapes, types and lifetimes of the tensors that the last calls got; a disposed tensor or a wrong pointer does this."),
            { ExitCode: { } code } => ExecutionFaults.Exited.At(
                snippet.Location,
                FormattableString.Invariant($"{name} ended the process with exit code {code} past .NET, as exit in native code does.{quoted}"),
                "Find the call that ends the process and take it out."),
            _ => ExecutionFaults.HostLost.At(
                snippet.Location,
                $"{name} broke the line between its process and the build.{quoted}",
                "Run the build again; if it stays, look for code that closes file descriptors which it did not open."),
        };
    }

    private static SourceLocation Place(Snippet snippet, ExceptionMessage e) =>
        e.Line > 0 && e.File.Length > 0 ? SourceLocation.WholeLine(e.File.Replace('\\', '/'), e.Line) : snippet.Location;

    private static string Signal(int signal) => signal switch
    {
        4 => "an illegal instruction (SIGILL)",
        6 => "it aborted (SIGABRT)",
        7 => "a bus error (SIGBUS)",
        8 => "an arithmetic error (SIGFPE)",
        11 => "it touched memory that is not its own (SIGSEGV)",
        _ => FormattableString.Invariant($"signal {signal}"),
    };
}
