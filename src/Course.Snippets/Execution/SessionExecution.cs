using System.Collections.Immutable;
using System.Diagnostics;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Sessions;

namespace Course.Snippets.Execution;

/// <summary>Runs one session on one host that is ready.</summary>
internal sealed class SessionExecution(CompiledSession session, HostProcess host, RunnerOptions options)
{
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly Dictionary<string, Snippet> _snippets = session.Source.Snippets.ToDictionary(static s => s.Id, StringComparer.Ordinal);
    private readonly Transcript _transcript = new(options);
    private readonly SessionWatch _watch = new(host, options);
    private readonly HostDeath _death = new();
    private bool _finished;

    /// <summary>Runs the session to its end, whatever that is.</summary>
    /// <param name="waited">How long it waited for its host.</param>
    /// <param name="cancellation">Kills the host.</param>
    internal async Task<Outcome<SessionRun>> RunAsync(TimeSpan waited, CancellationToken cancellation)
    {
        var started = Stopwatch.GetTimestamp();
        var firstBegan = started;
        using (cancellation.Register(host.Tree.Kill))
        {
            if (CopyData())
            {
                using var stop = new CancellationTokenSource();
                var watching = _watch.RunAsync(stop.Token);
                firstBegan = await ConverseAsync(started).ConfigureAwait(false);
                await stop.CancelAsync().ConfigureAwait(false);
                await watching.ConfigureAwait(false);
                cancellation.ThrowIfCancellationRequested();
                await ConcludeAsync().ConfigureAwait(false);
            }
        }

        var ended = Stopwatch.GetTimestamp();
        await host.DisposeAsync().ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        var times = new SessionTimes(
            waited, Stopwatch.GetElapsedTime(started, firstBegan), Stopwatch.GetElapsedTime(firstBegan, ended), Stopwatch.GetElapsedTime(ended));
        var run = new SessionRun(session.Source, host.Versions, _transcript.Ended, _transcript.Interrupted, times);
        return new Outcome<SessionRun>(run, [.. _diagnostics.Order(Diagnostic.ByPlace)]);
    }

    private async Task<long> ConverseAsync(long started)
    {
        var firstBegan = started;
        try
        {
            await host.SendAsync(
                new JobMessage([.. session.Assembly], [.. session.Symbols], session.Source.Seed, host.WorkingDirectory),
                CancellationToken.None).ConfigureAwait(false);
            // Read to the end also after a kill: what was sent before it belongs to the transcript.
            while (!_finished && await HostProtocol.ReadAsync(host.Messages, CancellationToken.None).ConfigureAwait(false) is { } message)
            {
                if (message is BeginMessage && firstBegan == started) firstBegan = Stopwatch.GetTimestamp();
                Take(message);
            }
        }
        catch (IOException)
        {
            // The host ended while it was being written to: what is known of it says why.
        }
        catch (InvalidDataException)
        {
            // Not the host's own words: the session got hold of its pipe. It is reported as lost.
            host.Tree.Kill();
        }

        return firstBegan;
    }

    private void Take(HostMessage message)
    {
        switch (message)
        {
            case BeginMessage begin:
                _transcript.Begin(begin.Snippet);
                _watch.Begin(_snippets.GetValueOrDefault(begin.Snippet)?.Timeout ?? Snippet.DefaultTimeout);
                break;
            case EndMessage end:
                _transcript.End(end);
                break;
            case ExceptionMessage { Cause: ExceptionCause.Declared } exception:
                TakeDeclared(exception);
                break;
            case ExceptionMessage exception:
                _death.Exception = exception;
                // The host waits for its end, or is on its way there after an exception on another thread.
                if (exception.Cause == ExceptionCause.Unhandled) host.Tree.Kill();
                break;
            case NoExceptionMessage:
                if (Current is { } snippet) _diagnostics.Add(SessionFaults.NoException(snippet));
                break;
            case ExitMessage exit:
                _death.ExitRequested = exit.Code;
                break;
            case FinishedMessage:
                _finished = true;
                break;
            default:
                if (_transcript.Add(message) is { } excess) _watch.Kill(SessionVerdict.TooMuchOutput, excess);
                break;
        }
    }

    private Snippet? Current => _transcript.Current is { } id ? _snippets.GetValueOrDefault(id) : null;

    private void TakeDeclared(ExceptionMessage exception)
    {
        if (Current is not { } snippet) return;
        if (snippet.Throws == exception.Type || snippet.Throws == exception.FullType) _transcript.Threw(exception.Type, exception.Text);
        else _diagnostics.Add(SessionFaults.OtherException(snippet, exception));
    }

    private async Task ConcludeAsync()
    {
        if (_finished)
        {
            if (host.Tree.Children() is { Length: > 0 } children) _diagnostics.Add(SessionFaults.ProcessesLeft(LastRun, children));
        }
        else
        {
            // Give a dying host the moment that it takes to write its last words and be gone.
            _death.ExitCode = await host.WaitForExitAsync(TimeSpan.FromSeconds(2)).ConfigureAwait(false);
            _death.Printed = host.ReadNative(isError: true, _transcript.NativeError);
            _diagnostics.Add(SessionFaults.OfEnd(Current ?? LastRun, _transcript.Current is not null, _watch, _death, options));
        }

        if (_finished) _diagnostics.AddRange(NotReached().Select(SessionFaults.NotReached));
    }

    // The snippet to blame when none runs: the last that ran, or the first that was to.
    private Snippet LastRun =>
        _transcript.Ended is [.., var last] && _snippets.TryGetValue(last.Snippet, out var snippet) ? snippet
        : session.Source.Snippets.FirstOrDefault(static s => s.Mode == SnippetMode.Run) ?? session.Source.Snippets[0];

    private IEnumerable<Snippet> NotReached()
    {
        var ran = _transcript.Ended.Select(static r => r.Snippet).ToHashSet(StringComparer.Ordinal);
        return session.Source.Snippets.Where(s => s.Mode == SnippetMode.Run && s.Fails.IsDefaultOrEmpty && !ran.Contains(s.Id));
    }

    private bool CopyData()
    {
        var complete = true;
        foreach (var (name, source) in session.Source.Data)
        {
            try
            {
                // A copy, not a link: a snippet that writes to its data must not change the course.
                var target = Path.GetFullPath(Path.Combine(host.WorkingDirectory, name));
                if (!target.StartsWith(host.WorkingDirectory + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                {
                    throw new IOException("the path leads out of the working directory");
                }

                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(source, target);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _diagnostics.Add(SessionFaults.DataUnreadable(LastRun, name, e.Message));
                complete = false;
            }
        }

        return complete;
    }
}
