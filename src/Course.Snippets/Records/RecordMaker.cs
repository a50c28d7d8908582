using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Snippets.Execution;
using Course.Snippets.Keys;
using Course.Snippets.Sessions;

namespace Course.Snippets.Records;

/// <summary>The circumstances that every record of one build shares.</summary>
/// <param name="Engine">Versions of the engine.</param>
/// <param name="Date">Today (UTC).</param>
/// <param name="Commit">Commit that is checked out, or null.</param>
public sealed record RecordCircumstances(EngineVersions Engine, DateOnly Date, string? Commit);

/// <summary>Makes records from what the compiler, the classifier and the host say of a session.</summary>
/// <param name="session">The session.</param>
/// <param name="keys">What its results depend on.</param>
/// <param name="circumstances">What the records of this build share.</param>
public sealed class RecordMaker(SessionSource session, SessionKeys keys, RecordCircumstances circumstances)
{
    /// <summary>Makes the records of a session that was compiled and, where it has anything to run, run to its end.</summary>
    /// <param name="compiled">The compiled session.</param>
    /// <param name="run">Its run, or null where nothing was to be executed; then results of earlier records are kept.</param>
    /// <param name="listings">Colours by snippet id and language.</param>
    /// <param name="before">The records so far, by snippet id.</param>
    public IEnumerable<SnippetRecord> Make(
        CompiledSession compiled, SessionRun? run,
        Func<string, ImmutableSortedDictionary<string, Listing>> listings, IReadOnlyDictionary<string, SnippetRecord> before)
    {
        foreach (var snippet in session.Snippets)
        {
            var record = snippet.Runs ? Ran(snippet, run, before) : NotRun(snippet);
            if (record is null) continue;
            yield return record with
            {
                Session = session.Name,
                Key = keys.KeyOf(snippet, circumstances.Engine, compiled.UsesFigures),
                Code = keys.StampOf(snippet),
                Compiler = compiled.Findings.GetValueOrDefault(snippet.Id, []),
                Listings = listings(snippet.Id),
            };
        }
    }

    private SnippetRecord? Ran(Snippet snippet, SessionRun? run, IReadOnlyDictionary<string, SnippetRecord> before)
    {
        if (run is null) return before.GetValueOrDefault(snippet.Id);
        if (run.Versions is not { } versions || run.Snippets.FirstOrDefault(s => s.Snippet == snippet.Id) is not { } result) return null;
        var facts = new RunFacts(
            circumstances.Date, circumstances.Commit, versions.Framework, versions.TorchSharp, versions.LibTorch,
            session.Seed, result.Milliseconds, result.PeakMegabytes);
        return Empty(snippet, result.Ending) with { Run = facts, Outputs = result.Outputs, Values = result.Values };
    }

    private SnippetRecord NotRun(Snippet snippet) => Empty(snippet, new(snippet switch
    {
        { Mode: SnippetMode.Ignore } => EndingKind.Ignored,
        { Mode: SnippetMode.NoRun } => EndingKind.Compiled,
        _ => EndingKind.Rejected,
    }));

    private SnippetRecord Empty(Snippet snippet, Ending ending) => new(
        snippet.Id, session.Name, keys.KeyOf(snippet, circumstances.Engine, usesFigures: false), null, ending, [],
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), [],
        ImmutableSortedDictionary.Create<string, Listing>(StringComparer.Ordinal));
}
