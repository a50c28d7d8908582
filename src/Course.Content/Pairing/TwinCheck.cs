using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Snippets;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Compares a lesson's translations with its source text. Whether code is the same is Course.Snippets' concern.</summary>
internal static class TwinCheck
{
    public static void Check(LessonPair lesson, CourseFacts course, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var snippet in lesson.Source.Snippets)
        {
            if (snippet.Code.Length > 0) continue;
            diagnostics.Add(ContentFaults.EmptySnippet.At(snippet.Location,
                $"The snippet `{snippet.Id}` has no code, and `{lesson.Facts.SourceLanguage}` is the language that holds the code.",
                "Write the code here, or take it from a file with `include=`."));
        }

        foreach (var language in course.Languages)
        {
            if (language == lesson.Facts.SourceLanguage) continue;
            if (lesson.Texts.TryGetValue(language, out var text))
            {
                CheckSnippets(lesson.Source, text, diagnostics);
                CheckAnchors(lesson.Source, text, diagnostics);
                CheckFigures(lesson.Source, text, diagnostics);
                continue;
            }

            diagnostics.Add(ContentFaults.MissingTranslation.At(SourceLocation.WholeFile($"{lesson.Folder}/{language}.md"),
                $"The lesson is not translated to `{language}`; its page there shows the `{lesson.Facts.SourceLanguage}` text.",
                $"Write {language}.md; snippets need only their ids in it."));
        }
    }

    private static void CheckSnippets(LessonText source, LessonText twin, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var byId = source.Snippets.ToDictionary(static s => s.Id, StringComparer.Ordinal);
        var common = new List<string>();
        foreach (var snippet in twin.Snippets)
        {
            if (byId.TryGetValue(snippet.Id, out var original))
            {
                common.Add(snippet.Id);
                CheckAttributes(original, snippet, diagnostics);
                CheckQuestion(original, snippet, diagnostics);
                continue;
            }

            diagnostics.Add(ContentFaults.SnippetsDiffer.At(snippet.Location,
                $"{source.File.Path} has no snippet `{snippet.Id}`, so nothing is run for it.{NearMiss.Hint(snippet.Id, byId.Keys)}",
                "Correct the id, or add the snippet to the source text."));
        }

        string[] expected = [.. source.Snippets.Select(static s => s.Id).Where(common.Contains)];
        for (var i = 0; i < common.Count; i++)
        {
            if (common[i] == expected[i]) continue;
            var moved = twin.Snippets.First(s => s.Id == common[i]);
            diagnostics.Add(ContentFaults.SnippetsDiffer.At(moved.Location,
                $"Here stands the snippet `{common[i]}`, but in {source.File.Path} it is `{expected[i]}` that comes next; a session runs them in order.",
                "Put the snippets in the same order in all languages."));
            break;
        }

        foreach (var missing in source.Snippets)
        {
            if (common.Contains(missing.Id)) continue;
            diagnostics.Add(ContentFaults.SnippetsDiffer.At(SourceLocation.WholeFile(twin.File.Path),
                $"The snippet `{missing.Id}` of {source.File.Path} is missing here.",
                $"Add a fence `csharp id={missing.Id}` with an empty body where it belongs."));
        }
    }

    private static void CheckAttributes(Snippet source, Snippet twin, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var name in twin.Given)
        {
            if (IsSame(name, source, twin)) continue;
            diagnostics.Add(ContentFaults.AttributesDiffer.At(twin.Location,
                $"`{name}` of the snippet `{twin.Id}` differs from {source.Location.File}, but one run serves all languages.",
                $"Remove `{name}` here; a translation needs only id and title."));
        }
    }

    private static void CheckQuestion(Snippet source, Snippet twin, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        if (source.Predict is null == twin.Predict is null) return;
        diagnostics.Add(twin.Predict is null
            ? ContentFaults.AttributesDiffer.At(twin.Location,
                $"{source.Location.File} asks what to expect of the snippet `{twin.Id}`, and here the question is missing.",
                "Translate it as `predict=\"…\"`.")
            : ContentFaults.AttributesDiffer.At(twin.Location,
                $"Here readers are asked what to expect of the snippet `{twin.Id}`, but {source.Location.File} does not ask them.",
                "Ask it there as well, or remove `predict` here."));
    }

    private static bool IsSame(string attribute, Snippet a, Snippet b) => attribute switch
    {
        "run" or "no-run" or "ignore" => a.Mode == b.Mode,
        "fails" => a.Fails.SequenceEqual(b.Fails),
        "throws" => a.Throws == b.Throws,
        "reports" => a.Reports.SequenceEqual(b.Reports),
        "hidden" => a.Hidden == b.Hidden,
        "fold" => a.Fold == b.Fold,
        "session" => a.Session == b.Session,
        "timeout" => a.Timeout == b.Timeout,
        "tolerance" => Nullable.Equals(a.Tolerance, b.Tolerance),
        "lines" => IsSame(a.ShownLines, b.ShownLines),
        "highlight" => IsSame(a.Highlight, b.Highlight),
        "include" => a.CodeFile == b.CodeFile,

        // Title, reason and question are words; unknown attributes were reported where they stand.
        _ => true,
    };

    private static bool IsSame(LineRanges? a, LineRanges? b) =>
        a is null ? b is null : b is not null && a.Ranges.SequenceEqual(b.Ranges);

    private static void CheckAnchors(LessonText source, LessonText twin, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var original = Anchors(source);
        var translated = Anchors(twin);
        foreach (var (id, (level, line)) in translated)
        {
            if (!original.TryGetValue(id, out var expected))
            {
                diagnostics.Add(ContentFaults.HeadingsDiffer.At(SourceLocation.WholeLine(twin.File.Path, line),
                    $"{source.File.Path} has no heading or exercise `{id}`, so the languages lead to different places.{NearMiss.Hint(id, original.Keys)}",
                    $"Use the ids of the source text: {string.Join(", ", original.Keys.Where(k => !translated.ContainsKey(k)).DefaultIfEmpty("all are used already"))}."));
            }
            else if (expected.Level != level)
            {
                diagnostics.Add(ContentFaults.HeadingsDiffer.At(SourceLocation.WholeLine(twin.File.Path, line),
                    $"`{id}` is on another level than in {source.File.Path}.", "Use the same level in all languages."));
            }
        }

        if (translated.Keys.All(original.ContainsKey))
        {
            foreach (var missing in original.Keys)
            {
                if (translated.ContainsKey(missing)) continue;
                diagnostics.Add(ContentFaults.HeadingsDiffer.At(SourceLocation.WholeFile(twin.File.Path),
                    $"The heading or exercise `{missing}` of {source.File.Path} is missing here.", $"Translate its part, with the id `{missing}`."));
            }
        }
    }

    private static Dictionary<string, (int Level, int Line)> Anchors(LessonText text)
    {
        var anchors = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var heading in text.Headings) anchors.TryAdd(heading.Id, (heading.Level, heading.Line));
        foreach (var exercise in text.Exercises) anchors.TryAdd(exercise.Id, (0, exercise.Line));
        return anchors;
    }

    private static void CheckFigures(LessonText source, LessonText twin, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var figure in twin.Figures)
        {
            if (source.Figures.Any(f => f.Id == figure.Id)) continue;
            diagnostics.Add(ContentFaults.FiguresDiffer.At(SourceLocation.WholeLine(twin.File.Path, figure.Line),
                $"{source.File.Path} does not show the figure `{figure.Id}`.{NearMiss.Hint(figure.Id, source.Figures.Select(static f => f.Id))}",
                "Correct the id, or show the figure in the source text as well."));
        }

        foreach (var figure in source.Figures)
        {
            if (twin.Figures.Any(f => f.Id == figure.Id)) continue;
            diagnostics.Add(ContentFaults.FiguresDiffer.At(SourceLocation.WholeFile(twin.File.Path),
                $"The figure `{figure.Id}` of {source.File.Path} is missing here.", $"Add `:::figure {figure.Id} alt=\"…\"` where it belongs."));
        }
    }
}
