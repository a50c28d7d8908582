using Course.Analyzers;
using Course.Build.Outside;
using Course.Diagnostics;
using Course.Snippets.Classification;
using Course.Snippets.Compilation;
using Course.Snippets.Execution;
using Course.Snippets.Keys;
using Course.Snippets.Sessions;

namespace Course.Build.Serving.Building;

/// <summary>What sessions are compiled with and run on: got ready when first needed, and kept warm from then on.</summary>
internal sealed class SessionTools : IAsyncDisposable
{
    private readonly Lock _changing = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly SemaphoreSlim _cores = new(Environment.ProcessorCount);
    private readonly SessionRunner _runner = new(new(Places.HostFile));
    private (EngineVersions Engine, Task<Outcome<ReferenceSet?>> References)? _ready;

    /// <summary>Compiles a session of the course and starts a host, so that the author's first edit of code need not wait for either.</summary>
    public async Task WarmUpAsync(SessionSource session, EngineVersions engine)
    {
        // A host that was never built is built when it is needed: somebody who only writes prose need not have TorchSharp.
        if (!File.Exists(Places.HostFile)) return;
        var references = (await ReadyAsync(engine, _closing.Token)).Value;
        if (references is null) return;
        _runner.Warm(1);
        SessionCompiler.Compile(session, references, Rules.All);
        ListingClassifier.Classify(session, references);
    }

    /// <summary>Compiles a session as soon as a core is free.</summary>
    public async Task<(Outcome<CompiledSession?> Outcome, ReferenceSet? References)> CompileAsync(
        SessionSource session, EngineVersions engine, CancellationToken stopped)
    {
        var ready = await ReadyAsync(engine, stopped);
        if (ready.Value is not { } references) return (new(null, ready.Diagnostics), null);
        await _cores.WaitAsync(stopped);
        var compiling = Task.Run(() =>
        {
            try
            {
                return SessionCompiler.Compile(session, references, Rules.All);
            }
            finally
            {
                _cores.Release();
            }
        }, CancellationToken.None);

        // The compiler cannot be stopped, but nobody has to wait for it.
        return (await compiling.WaitAsync(stopped), references);
    }

    /// <summary>Runs a session, and starts a host for the next one.</summary>
    public async Task<Outcome<SessionRun>> RunAsync(CompiledSession session, CancellationToken stopped)
    {
        try
        {
            return await _runner.RunAsync(session, stopped);
        }
        finally
        {
            if (!_closing.IsCancellationRequested) _runner.Warm(1);
        }
    }

    /// <summary>Kills the hosts that wait.</summary>
    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        await _runner.DisposeAsync();
        // A compiler of the host that was started must be gone, too.
        if (_ready is { } ready) await ((Task)ready.References).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<Outcome<ReferenceSet?>> ReadyAsync(EngineVersions engine, CancellationToken stopped)
    {
        lock (_changing)
        {
            // What failed is tried again: the author may have mended it meanwhile.
            var isGood = _ready is { } ready && ready.Engine == engine
                && !(ready.References.IsCompleted && (!ready.References.IsCompletedSuccessfully || ready.References.Result.Value is null));
            if (!isGood) _ready = (engine, Task.Run(() => LoadAsync(engine)));
            return _ready!.Value.References.WaitAsync(stopped);
        }
    }

    private async Task<Outcome<ReferenceSet?>> LoadAsync(EngineVersions engine) =>
        await HostBuild.EnsureAsync(engine, _closing.Token) is { } failure
            ? new(null, [failure])
            : ReferenceSet.Load(Places.HostFolder);
}
