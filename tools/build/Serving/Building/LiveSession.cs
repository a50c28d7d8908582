using System.Collections.Immutable;
using Course.Build.Pipeline;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Keys;
using Course.Snippets.Sessions;

namespace Course.Build.Serving.Building;

/// <summary>How far a stale session has come.</summary>
internal enum LiveState
{
    /// <summary>It is compiled or run, or waits for its turn.</summary>
    Working,

    /// <summary>It compiles, and may not run while its lesson has faults.</summary>
    Held,

    /// <summary>It does not compile, or did not end as it should.</summary>
    Failed,

    /// <summary>It ended as it should; its records wait to be written.</summary>
    Proven,

    /// <summary>Its records are written, or could not be.</summary>
    Written,
}

/// <summary>What has come of a session so far.</summary>
/// <param name="State">How far it is.</param>
/// <param name="Found">What was found, at the lines that the session had when the work began.</param>
/// <param name="Colours">Colours of its code, once it has compiled.</param>
/// <param name="Proven">Its records.</param>
internal sealed record LiveResult(LiveState State, ImmutableArray<Diagnostic> Found, SessionColours? Colours = null, ProvenSession? Proven = null);

/// <summary>A session that is stale, and what is being done about it.</summary>
/// <param name="of">The session as it was when the work on it began.</param>
/// <param name="fingerprint">What that work depends on.</param>
internal sealed class LiveSession(LessonSession of, string fingerprint) : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private volatile LiveResult _result = new(LiveState.Working, []);

    public LessonSession Of { get; } = of;

    public string Fingerprint { get; } = fingerprint;

    /// <summary>Cancelled when the session changes while it is worked on.</summary>
    public CancellationToken Stopped => _stop.Token;

    /// <summary>Set by the work, in the background, and read by builds.</summary>
    public LiveResult Result { get => _result; set => _result = value; }

    /// <summary>The work, so that an end can wait for it.</summary>
    public Task Work { get; set; } = Task.CompletedTask;

    /// <summary>
    /// What compiling and running depend on: the code with its comments, which colours show, in every language, the attributes,
    /// the data and the engine. Lines do not count: prose above a snippet may grow while it runs.
    /// </summary>
    public static string FingerprintOf(LessonSession of, EngineVersions engine)
    {
        var session = of.Session.Source;
        var ids = session.Snippets.Select(static s => s.Id).ToHashSet(StringComparer.Ordinal);
        return ContentHash.OfParts(
        [
            engine.ToString(), session.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture),
            .. of.Session.Keys.Data.SelectMany(static d => new[] { d.Key, d.Value }),
            .. session.Snippets.SelectMany(Attributes),
            .. of.Lesson.Lesson.Texts.SelectMany(text => text.Value.Snippets.Where(s => ids.Contains(s.Id)).SelectMany(s => new[] { text.Key, s.Id, s.Code })),
        ]);
    }

    /// <summary>What was found, at the lines that the session has now.</summary>
    public IEnumerable<Diagnostic> FoundAt(SessionSource now) => Result.Found.Select(diagnostic => Moved(diagnostic, now.Snippets));

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    private static string[] Attributes(Snippet snippet) =>
    [
        snippet.Id, snippet.Mode.ToString(), snippet.Throws ?? "", Joined(snippet.Fails), Joined(snippet.Reports), snippet.Hidden ? "hidden" : "",
        snippet.Timeout.ToString("c", System.Globalization.CultureInfo.InvariantCulture), snippet.CodeFile, snippet.Code,
    ];

    private static string Joined(ImmutableArray<string> ids) => ids.IsDefault ? "" : string.Join(',', ids);

    private Diagnostic Moved(Diagnostic diagnostic, ImmutableArray<Snippet> now)
    {
        var place = diagnostic.Location;
        foreach (var (old, moved) in Of.Session.Source.Snippets.Zip(now))
        {
            var last = old.CodeLine + old.Code.AsSpan().Count('\n') + 1;
            var onFence = place.File == old.Location.File && place.StartLine == old.Location.StartLine;
            if (!onFence && (place.File != old.CodeFile || place.StartLine < old.CodeLine || place.StartLine > last)) continue;
            var by = onFence ? moved.Location.StartLine - old.Location.StartLine : moved.CodeLine - old.CodeLine;
            return diagnostic with { Location = place with { StartLine = place.StartLine + by, EndLine = place.EndLine + by } };
        }

        return diagnostic;
    }
}
