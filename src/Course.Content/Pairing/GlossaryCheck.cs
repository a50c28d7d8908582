using System.Buffers;
using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Finds words in prose that the glossary avoids. Code, formulas, addresses and quoted values are no prose.</summary>
internal sealed class GlossaryCheck
{
    private readonly Dictionary<string, WordList> _lists = new(StringComparer.Ordinal);
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics;

    private sealed record Avoided(string Word, string Approved, string Term, ImmutableArray<string> Longer);

    /// <param name="Words">What is avoided; longer words first, so that they win over their parts.</param>
    /// <param name="Any">Finds out in one pass whether a text may hold any of them: their longest parts, since a line may end between two.</param>
    private sealed record WordList(ImmutableArray<Avoided> Words, SearchValues<string> Any);

    public GlossaryCheck(Glossary glossary, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        _diagnostics = diagnostics;
        foreach (var language in glossary.Terms.Values.SelectMany(static t => t.Avoid.Keys).Distinct(StringComparer.Ordinal))
        {
            string[] approved = [.. glossary.Terms.Values.Select(t => t.Term.In(language))];
            ImmutableArray<Avoided> words = [.. glossary.Terms.Values
                .SelectMany(term => term.Avoid.GetValueOrDefault(language, []).Select(word => new Avoided(
                    word, term.Term.In(language), term.Id,
                    [.. approved.Where(a => a.Length > word.Length && a.Contains(word, StringComparison.OrdinalIgnoreCase))])))
                .OrderByDescending(static a => a.Word.Length).ThenBy(static a => a.Word, StringComparer.Ordinal)];
            _lists.Add(language, new(words, SearchValues.Create([.. words.Select(static w => w.Word.Split(' ').MaxBy(static part => part.Length)!)], StringComparison.OrdinalIgnoreCase)));
        }
    }

    /// <summary>Checks all texts of a lesson.</summary>
    public void Check(LessonPair lesson)
    {
        foreach (var (language, text) in lesson.Texts)
        {
            if (_lists.TryGetValue(language, out var list) && text.File.Text.AsSpan().IndexOfAny(list.Any) >= 0) Check(text, list);
        }
    }

    private void Check(LessonText text, WordList list)
    {
        var lines = new LineMap(text.File.Text);
        foreach (var paragraph in ProseParagraph.AllOf(text))
        {
            if (paragraph.Text.AsSpan().IndexOfAny(list.Any) < 0) continue;
            var taken = new List<Range>();
            foreach (var avoided in list.Words)
            {
                foreach (var at in Occurrences(paragraph.Text, avoided))
                {
                    if (taken.Any(r => r.Start.Value <= at && at < r.End.Value)) continue;
                    taken.Add(at..(at + avoided.Word.Length));
                    _diagnostics.Add(Report(text, paragraph, at, avoided, lines));
                }
            }
        }
    }

    private static Diagnostic Report(LessonText text, ProseParagraph paragraph, int at, Avoided avoided, LineMap lines)
    {
        var (line, column) = lines.Position(paragraph.OffsetOf(at));
        return ContentFaults.UnapprovedWord.At(
            SourceLocation.OnLine(text.File.Path, line, column, avoided.Word.Length),
            $"This course does not say `{paragraph.Text.Substring(at, avoided.Word.Length)}`: its word is `{avoided.Approved}`, so that readers meet one thing under one name.",
            $"Write `{avoided.Approved}`, or `{{term:{avoided.Term}}}` where its meaning should be at hand.");
    }

    private static IEnumerable<int> Occurrences(string text, Avoided avoided)
    {
        for (var at = Next(0); at >= 0; at = Next(at + avoided.Word.Length))
        {
            if (IsWord(text, at, avoided.Word.Length) && !avoided.Longer.Any(longer => Covers(text, at, avoided.Word, longer))) yield return at;
        }

        int Next(int from) => text.IndexOf(avoided.Word, from, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether the word stands by itself, a plural's s or Korean particles aside.</summary>
    private static bool IsWord(string text, int at, int length)
    {
        if (at > 0 && IsSameScript(text[at - 1], text[at])) return false;
        var rest = text.AsSpan(at + length);
        if (IsHangul(text[at + length - 1])) return KoreanParticles.Are(rest[..HangulRun(rest)]);
        if (rest is ['s' or 'S', ..]) rest = rest[1..];
        return rest.IsEmpty || !IsSameScript(rest[0], 'a');
    }

    private static bool IsSameScript(char a, char b) => IsHangul(b) ? IsHangul(a) : char.IsLetterOrDigit(a) && !IsHangul(a);

    private static bool IsHangul(char c) => c is >= '\uac00' and <= '\ud7a3';

    private static int HangulRun(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('\uac00', '\ud7a3');
        return end < 0 ? text.Length : end;
    }

    /// <summary>Whether the word is part of a longer one that is approved.</summary>
    private static bool Covers(string text, int at, string word, string longer)
    {
        for (var within = longer.IndexOf(word, StringComparison.OrdinalIgnoreCase); within >= 0;
             within = longer.IndexOf(word, within + 1, StringComparison.OrdinalIgnoreCase))
        {
            var start = at - within;
            var isInside = start >= 0 && start + longer.Length <= text.Length;
            if (isInside && text.AsSpan(start, longer.Length).Equals(longer, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
