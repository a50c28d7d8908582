using System.Collections.Immutable;
using Course.Build.Outside;
using Course.Content;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Benchmarks;

/// <summary>
/// Gives every snippet of a generated course a record under today's keys, so that rendering can be measured without running
/// thousands of sessions. The colours have the density that the classifier gives such code: a span every eight characters, a
/// signature for every third.
/// </summary>
internal static class FreshRecords
{
    public static void Write(string root)
    {
        var book = new ContentReader().Read(root);
        if (book.HasErrors) throw new InvalidOperationException(book.Diagnostics.First(static d => d.Severity == Severity.Error).ToString());
        var engine = EngineVersions.Read(Places.EngineRoot).Value!;
        var store = new RecordStore(root);
        Parallel.ForEach(book.Value.Lessons, lesson => WriteLesson(lesson, book.Value.Facts.Seed, engine, store));
    }

    private static void WriteLesson(LessonPair lesson, int seed, EngineVersions engine, RecordStore store)
    {
        var none = ImmutableSortedDictionary<string, SnippetRecord>.Empty;
        foreach (var session in SessionPlanner.Plan(lesson.Facts.Id, lesson.Source.Snippets, ImmutableSortedDictionary<string, string>.Empty, seed))
        {
            var keys = SessionKeys.Of(session, none);
            foreach (var snippet in session.Snippets)
            {
                store.Write(lesson.Folder, new(
                    snippet.Id, session.Name, keys.KeyOf(snippet, engine, usesFigures: false),
                    new(new(2026, 11, 22), "0123456789abcdef", "10.0.12", "0.107.0", "2.10.0", seed, 12, 120),
                    new(EndingKind.Completed), [new TextOutput("total 45\n", IsError: false)],
                    ImmutableSortedDictionary<string, string>.Empty, [],
                    ImmutableSortedDictionary.Create<string, Listing>(StringComparer.Ordinal).Add("en", Colours(snippet.Code)))
                {
                    Code = keys.StampOf(snippet),
                });
            }
        }
    }

    private static Listing Colours(string code)
    {
        var kinds = new[] { "k", "l", "m", "n", "s", "t" };
        var spans = ImmutableArray.CreateBuilder<ListingSpan>();
        for (var at = 0; at + 6 < code.Length; at += 8)
        {
            if (code.AsSpan(at, 6).Contains('\n')) continue;
            spans.Add(new(at, 6, kinds[at / 8 % kinds.Length], at / 8 % 3 == 0 ? at / 8 % 5 : -1));
        }

        return new(ContentHash.Of(code), spans.ToImmutable(),
            ["(local) int total", "(local) int step", "void Console.WriteLine(string? value)", "struct int", "class Console"]);
    }
}
