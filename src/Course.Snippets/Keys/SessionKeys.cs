using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Snippets.Keys;

/// <summary>The keys of a session's records: what their results depend on today.</summary>
public sealed class SessionKeys
{
    /// <summary>Stands for the hash of a data file that is not there.</summary>
    public const string MissingFile = "missing";

    private readonly SessionSource _session;
    private readonly Dictionary<string, CodeStamp> _stamps = new(StringComparer.Ordinal);
    private readonly string _run;

    private SessionKeys(SessionSource session, IReadOnlyDictionary<string, SnippetRecord> records)
    {
        _session = session;
        foreach (var snippet in session.Snippets) _stamps.TryAdd(snippet.Id, Stamp(snippet.Code, records.GetValueOrDefault(snippet.Id)?.Code));
        Data = session.Data.ToImmutableSortedDictionary(static d => d.Key, static d => HashOfFile(d.Value), StringComparer.Ordinal);

        // The boundaries between snippets are part of the run: outputs belong to the snippet that prints them.
        _run = ContentHash.OfParts(session.Snippets.Where(static s => s.Runs)
            .SelectMany(s => new[] { "snippet", s.Throws ?? "", string.Join(',', Sorted(s.Reports)), _stamps[s.Id].Tokens })
            .Prepend(session.Seed.ToString(System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>Hash of each data file, by relative path.</summary>
    public ImmutableSortedDictionary<string, string> Data { get; }

    /// <summary>Computes what the keys are made of.</summary>
    /// <param name="session">The session as it is today.</param>
    /// <param name="records">Records by snippet id; where a record knows a snippet's text already, its tokens are taken from there.</param>
    public static SessionKeys Of(SessionSource session, IReadOnlyDictionary<string, SnippetRecord> records) => new(session, records);

    /// <summary>A snippet's code hashes, to be kept in its record.</summary>
    public CodeStamp StampOf(Snippet snippet) => _stamps[snippet.Id];

    /// <summary>A snippet's key.</summary>
    /// <param name="snippet">A snippet of the session.</param>
    /// <param name="engine">Versions of the engine.</param>
    /// <param name="usesFigures">Whether the compiled session refers to Course.Figures.</param>
    public RecordKey KeyOf(Snippet snippet, EngineVersions engine, bool usesFigures) => new(
        CodeOf(snippet), Data, engine.Packages, engine.Runtime, engine.Host, usesFigures ? engine.Figures : null)
    {
        Analyzers = snippet.Reports.IsDefaultOrEmpty ? null : engine.Analyzers,
    };

    /// <summary>
    /// Hash of the code that a snippet's record depends on: for one that runs, all that runs in its session; for
    /// one that is compiled only, itself as well; for an ignored one, itself alone.
    /// </summary>
    internal string CodeOf(Snippet snippet) => snippet switch
    {
        { Runs: true } => _run,
        { Mode: SnippetMode.Ignore } => ContentHash.OfParts("ignored", _stamps[snippet.Id].Tokens),
        _ => ContentHash.OfParts(
            _run, RunningBefore(snippet), snippet.Mode.ToString(), string.Join(',', Sorted(snippet.Fails)), string.Join(',', Sorted(snippet.Reports)),
            _stamps[snippet.Id].Tokens),
    };

    // It sees only what stands before it, so it may compile at one place and not at another.
    private string RunningBefore(Snippet snippet) => _session.Snippets.TakeWhile(s => s.Id != snippet.Id).Count(static s => s.Runs)
        .ToString(System.Globalization.CultureInfo.InvariantCulture);

    // Kept apart from CodeTokens, which brings the compiler into the process: fresh texts must not pay for it.
    private static CodeStamp Stamp(string code, CodeStamp? known)
    {
        var text = ContentHash.Of(code);
        return known?.Text == text ? known : new(text, CodeTokens.Hash(code));
    }

    private static string HashOfFile(string path)
    {
        try
        {
            return ContentHash.Of(File.ReadAllBytes(path));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return MissingFile;
        }
    }

    private static IEnumerable<string> Sorted(ImmutableArray<string> ids) => ids.IsDefault ? [] : ids.Order(StringComparer.Ordinal);
}
