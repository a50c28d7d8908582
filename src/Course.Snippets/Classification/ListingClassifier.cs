using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Course.Snippets.Records;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Classification;

namespace Course.Snippets.Classification;

/// <summary>
/// Colours code by what its names mean in the session, and says what they are. Code that does not compile is
/// coloured as far as it can be understood.
/// </summary>
public static class ListingClassifier
{
    // The classifier is a service of a workspace; nothing is ever put into this one.
    private static readonly Lazy<Workspace> Services = new(static () => new AdhocWorkspace());

    /// <summary>Colours every snippet of a session. For a translation's bodies, see <see cref="SessionPlanner.WithBodiesOf"/>.</summary>
    /// <returns>Listings by snippet id.</returns>
    public static ImmutableSortedDictionary<string, Listing> Classify(SessionSource session, ReferenceSet references)
    {
        var listings = ImmutableSortedDictionary.CreateBuilder<string, Listing>(StringComparer.Ordinal);
        var parsed = session.Snippets.Select(ParsedSnippet.Parse).ToArray();
        var running = parsed.Where(static p => p.Snippet.Runs && p.IsSound).ToArray();
        Add(SessionProgram.Of(running), running);

        for (var i = 0; i < parsed.Length; i++)
        {
            var one = parsed[i];
            if (running.Contains(one)) continue;
            var before = parsed.Take(i).Where(running.Contains).ToArray();
            Add(one.IsSound ? SessionProgram.Of([.. before, one]) : SessionProgram.Of(before, one), [one]);
        }

        return listings.ToImmutable();

        void Add(SessionProgram program, IReadOnlyList<ParsedSnippet> snippets)
        {
            var compilation = references.Base.AddSyntaxTrees(program.Usings, program.Body);
            var models = new Dictionary<SyntaxTree, SemanticModel>
            {
                [program.Usings] = compilation.GetSemanticModel(program.Usings),
                [program.Body] = compilation.GetSemanticModel(program.Body),
            };
            foreach (var snippet in snippets) listings[snippet.Snippet.Id] = Listing(snippet, program, models);
        }
    }

    private static Listing Listing(ParsedSnippet parsed, SessionProgram program, Dictionary<SyntaxTree, SemanticModel> models)
    {
        var code = parsed.Snippet.Code;
        var spans = new List<ListingSpan>();
        var hovers = new List<string>();
        var hoverAt = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (tree, piece) in program.PiecesOf(parsed))
        {
            var model = models[tree];
            var root = tree.GetRoot();
            // The form that is not obsolete takes a document of a workspace, which would compile the session once more
            // from scratch; this one takes the model that shares the references' symbols with every other session.
#pragma warning disable CS0618
            var classes = Classifier.GetClassifiedSpans(model, piece, Services.Value);
#pragma warning restore CS0618
            foreach (var classified in classes)
            {
                if (ListingKinds.Of(classified.ClassificationType) is not { } kind || classified.TextSpan.IsEmpty) continue;
                // A name that the classifier does not place within the piece belongs to the frame.
                if (!piece.Contains(classified.TextSpan) || program.Find(tree, classified.TextSpan) is not { } place) continue;
                var hover = -1;
                if (ListingKinds.HasSignature(kind) && Signatures.Of(root.FindToken(classified.TextSpan.Start), model) is { } signature &&
                    !hoverAt.TryGetValue(signature, out hover))
                {
                    hoverAt[signature] = hover = hovers.Count;
                    hovers.Add(signature);
                }

                spans.Add(new(place.Span.Start, place.Span.Length, kind, hover));
            }
        }

        return new(ContentHash.Of(code), Tidy(spans), [.. hovers]);
    }

    /// <summary>Puts spans in order, drops what lies inside another (an escape within a string), joins neighbours of one kind.</summary>
    private static ImmutableArray<ListingSpan> Tidy(List<ListingSpan> spans)
    {
        var tidy = ImmutableArray.CreateBuilder<ListingSpan>(spans.Count);
        foreach (var span in spans.OrderBy(static s => s.Start).ThenByDescending(static s => s.Length))
        {
            if (tidy.Count > 0)
            {
                var last = tidy[^1];
                var end = last.Start + last.Length;
                if (span.Start < end) continue;
                if (span.Start == end && span.Kind == last.Kind && span.Hover < 0 && last.Hover < 0)
                {
                    tidy[^1] = last with { Length = last.Length + span.Length };
                    continue;
                }
            }

            tidy.Add(span);
        }

        return tidy.ToImmutable();
    }
}
