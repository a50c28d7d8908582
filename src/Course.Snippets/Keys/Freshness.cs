using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Snippets.Keys;

/// <summary>Whether a session's records still hold.</summary>
/// <param name="RunReasons">Why the session must be executed again, in words; empty when what ran is fresh.</param>
/// <param name="CheckReasons">Why snippets that do not run must be compiled again, in words.</param>
public sealed record Freshness(ImmutableArray<string> RunReasons, ImmutableArray<string> CheckReasons)
{
    /// <summary>Whether nothing is to be done.</summary>
    public bool IsFresh => RunReasons.IsEmpty && CheckReasons.IsEmpty;

    /// <summary>Whether the session must be executed.</summary>
    public bool NeedsRun => !RunReasons.IsEmpty;

    /// <summary>All reasons.</summary>
    public IEnumerable<string> Reasons => RunReasons.Concat(CheckReasons);

    /// <summary>Compares a session and the engine with the records. Reads the session's data files.</summary>
    /// <param name="session">The session as it is today.</param>
    /// <param name="engine">Versions of the engine.</param>
    /// <param name="records">The lesson's records by snippet id.</param>
    public static Freshness Of(SessionSource session, EngineVersions engine, IReadOnlyDictionary<string, SnippetRecord> records) =>
        Of(session, SessionKeys.Of(session, records), engine, records);

    /// <summary>The same for keys that are computed already.</summary>
    public static Freshness Of(
        SessionSource session, SessionKeys keys, EngineVersions engine, IReadOnlyDictionary<string, SnippetRecord> records)
    {
        var run = new ReasonList();
        var check = new ReasonList();
        foreach (var snippet in session.Snippets)
        {
            (snippet.Runs ? run : check).Compare(snippet, records, session, keys, engine);
            if (!snippet.Reports.IsDefaultOrEmpty && records.TryGetValue(snippet.Id, out var record)) check.CompareAnalyzers(record.Key, engine);
        }

        var runReasons = run.All();
        return new(runReasons, check.All(explained: !runReasons.IsEmpty));
    }

    /// <summary>
    /// Whether a record's colours are those of a text. They change with comments and layout, when nothing has to
    /// be executed; then the listing alone is made anew.
    /// </summary>
    public static bool HasListingOf(SnippetRecord record, string language, string code) =>
        record.Listings.TryGetValue(language, out var listing) && listing.Hash == ContentHash.Of(code);

    private sealed class ReasonList
    {
        private readonly List<string> _reasons = [];
        private bool _codeChanged;
        private bool _surroundingsChanged;

        /// <summary>The reasons, each once.</summary>
        /// <param name="explained">Whether changed surroundings have been explained elsewhere.</param>
        public ImmutableArray<string> All(bool explained = false)
        {
            // When one snippet changed, the key of every other one differs too; the cause says more than its echoes.
            if (_surroundingsChanged && !_codeChanged && !explained) _reasons.Add("the session's order, attributes, seed or other snippets changed");
            return [.. _reasons.Distinct(StringComparer.Ordinal)];
        }

        public void Compare(
            Snippet snippet, IReadOnlyDictionary<string, SnippetRecord> records, SessionSource session, SessionKeys keys, EngineVersions engine)
        {
            if (!records.TryGetValue(snippet.Id, out var record))
            {
                _codeChanged = true;
                _reasons.Add($"{snippet.Id} has no record");
                return;
            }

            CompareCode(snippet, record, session, keys);
            if (snippet.Mode != SnippetMode.Ignore) CompareEngine(record.Key, engine);
            if (snippet.Runs) CompareRun(record.Key, keys, engine);
        }

        public void CompareAnalyzers(RecordKey old, EngineVersions engine)
        {
            if (old.Analyzers is not null && old.Analyzers != engine.Analyzers) _reasons.Add("the analyzers changed");
        }

        private void CompareCode(Snippet snippet, SnippetRecord record, SessionSource session, SessionKeys keys)
        {
            if (record.Session != session.Name) _reasons.Add($"{snippet.Id} moved from session {record.Session} to {session.Name}");
            if (record.Key.Code == keys.CodeOf(snippet)) return;
            if (record.Code?.Tokens == keys.StampOf(snippet).Tokens)
            {
                _surroundingsChanged = true;
                return;
            }

            _codeChanged = true;
            _reasons.Add($"code changed in {snippet.Id}");
        }

        private void CompareEngine(RecordKey old, EngineVersions engine)
        {
            if (old.Packages != engine.Packages) _reasons.Add("TorchSharp packages changed");
            if (old.Runtime != engine.Runtime) _reasons.Add($"the framework changed from {old.Runtime} to {engine.Runtime}");
            if (old.Figures is not null && old.Figures != engine.Figures) _reasons.Add("Course.Figures changed");
        }

        private void CompareRun(RecordKey old, SessionKeys keys, EngineVersions engine)
        {
            if (old.Host != engine.Host) _reasons.Add("the snippet host changed");
            foreach (var (path, hash) in keys.Data)
            {
                if (!old.Data.TryGetValue(path, out var before)) _reasons.Add($"{path} is new");
                else if (before != hash) _reasons.Add(hash == SessionKeys.MissingFile ? $"{path} is missing" : $"{path} changed");
            }

            _reasons.AddRange(old.Data.Keys.Where(p => !keys.Data.ContainsKey(p)).Select(static p => $"{p} is not declared any more"));
        }
    }
}
