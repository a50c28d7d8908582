using System.Collections.Immutable;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Figures.Data;
using Course.Snippets.Records;

namespace Course.Site.Runs;

/// <summary>What a lesson's snippets recorded, arranged for looking up while its pages are rendered.</summary>
/// <param name="Records">Records by snippet id.</param>
/// <param name="Values">Quotable numbers by name.</param>
/// <param name="Figures">Figures by id, with the snippet that made each.</param>
public sealed record LessonRuns(
    ImmutableDictionary<string, SnippetRecord> Records,
    ImmutableDictionary<string, string> Values,
    ImmutableDictionary<string, (string Snippet, FigureData Figure)> Figures)
{
    /// <summary>
    /// Whether every snippet of the lesson has a record. Where one has not, an earlier stage has said why, and that
    /// its values and figures are missing too is no news.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>Nothing recorded.</summary>
    public static LessonRuns None { get; } = new(
        ImmutableDictionary<string, SnippetRecord>.Empty, ImmutableDictionary<string, string>.Empty,
        ImmutableDictionary<string, (string, FigureData)>.Empty);

    /// <summary>Arranges a lesson's records; a name that two snippets record is reported at the later one.</summary>
    public static Outcome<LessonRuns> Of(LessonPair lesson, IEnumerable<SnippetRecord> records)
    {
        var byId = records.ToImmutableDictionary(static r => r.Snippet, StringComparer.Ordinal);
        if (byId.IsEmpty) return new(None with { IsComplete = lesson.Source.Snippets.IsEmpty }, []);
        var values = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        var figures = ImmutableDictionary.CreateBuilder<string, (string, FigureData)>(StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var snippet in lesson.Source.Snippets)
        {
            if (!byId.TryGetValue(snippet.Id, out var record)) continue;
            foreach (var (name, text) in record.Values)
            {
                if (!values.TryAdd(name, text)) ReportTwice("value", name, snippet.Location);
            }

            foreach (var output in record.Outputs)
            {
                if (output is FigureOutput { Figure: var figure } && !figures.TryAdd(figure.Id, (snippet.Id, figure)))
                {
                    ReportTwice("figure", figure.Id, snippet.Location);
                }
            }
        }

        var complete = lesson.Source.Snippets.All(snippet => byId.ContainsKey(snippet.Id));
        return new(new(byId, values.ToImmutable(), figures.ToImmutable()) { IsComplete = complete }, found.ToImmutable());

        void ReportTwice(string kind, string name, SourceLocation location) => found.Add(SiteFaults.RecordedTwice.At(
            location, $"The {kind} '{name}' was recorded by an earlier snippet of this lesson already, so prose could not tell them apart.",
            $"Give the {kind} a name of its own."));
    }
}
