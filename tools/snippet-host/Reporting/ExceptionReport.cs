using System.Diagnostics;
using Course.Snippets.Execution;

namespace Course.SnippetHost.Reporting;

/// <summary>An exception with the innermost line of the session's own sources on its stack.</summary>
internal static class ExceptionReport
{
    internal static ExceptionMessage Of(Exception exception, ExceptionCause cause)
    {
        // A task that was waited for wraps what really happened; so does a failed type initializer. Where the
        // snippet declares a type, what it says is taken literally.
        while (cause != ExceptionCause.Declared && exception is AggregateException { InnerExceptions.Count: 1 } or TypeInitializationException { InnerException: not null })
        {
            exception = exception.InnerException!;
        }

        var type = exception.GetType();
        var frame = FrameOf(exception);
        return new ExceptionMessage(
            cause, type.Name, type.FullName ?? type.Name, exception.Message,
            frame?.GetFileName() ?? "", frame?.GetFileLineNumber() ?? 0);
    }

    private static StackFrame? FrameOf(Exception exception)
    {
        for (var at = exception; at is not null; at = at.InnerException)
        {
            // Only the session's assembly comes with symbols that name lines; the runtime's and TorchSharp's frames have none.
            var frame = new StackTrace(at, fNeedFileInfo: true).GetFrames()
                .FirstOrDefault(static f => f.GetFileLineNumber() > 0 && f.GetMethod()?.Module.Assembly == Running.Session.Assembly);
            if (frame is not null) return frame;
        }

        return null;
    }
}
