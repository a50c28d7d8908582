using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Course.Snippets.Keys;
using Microsoft.CodeAnalysis.Text;

namespace Course.Snippets.Identity;

/// <summary>
/// Proves that a translation shows the code that ran: its tokens are the source's tokens, and only comments and
/// layout may differ. String literals may not: what they print is part of the recorded output, which is one for all
/// languages. Words that readers see in figures are translated in the figure's directive, not in code.
/// </summary>
public static class CodeIdentity
{
    /// <summary>Compares all snippets of a translation with those of the source text.</summary>
    /// <returns>One diagnostic for each snippet that differs, at its first differing token.</returns>
    public static ImmutableArray<Diagnostic> Check(ImmutableArray<Snippet> source, ImmutableArray<Snippet> translation)
    {
        var originals = source.GroupBy(static s => s.Id, StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.First(), StringComparer.Ordinal);
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var snippet in translation.Where(static s => s.Code.Length > 0))
        {
            if (!originals.TryGetValue(snippet.Id, out var original))
            {
                found.Add(SnippetFaults.NoSuchSnippet.At(
                    snippet.Location, $"The source text has no snippet `{snippet.Id}`, so this code would never be run.",
                    "Add the snippet to the source text, or correct the id."));
            }
            else if (Compare(original, snippet) is { } difference)
            {
                found.Add(difference);
            }
        }

        return found.ToImmutable();
    }

    private static Diagnostic? Compare(Snippet original, Snippet translated)
    {
        if (original.Code == translated.Code) return null;
        var expected = CodeTokens.Of(original.Code);
        var got = CodeTokens.Of(translated.Code);
        var i = 0;
        while (i < expected.Length && i < got.Length && expected[i].Text == got[i].Text) i++;
        if (i == expected.Length && i == got.Length) return null;

        var here = Place(translated, got, i).InFile;
        var there = Place(original, expected, i).InFile;
        return SnippetFaults.CodeDiffers.At(
            here,
            $"Snippet `{translated.Id}` has {Shown(got, i)} where the source has {Shown(expected, i)} ({there}); both languages show the output of the source's code.",
            "Copy the source's code and translate its comments only, or leave the body empty to show the source's code.");
    }

    private static SnippetPlace Place(Snippet snippet, ImmutableArray<CodeToken> tokens, int index) =>
        new(snippet, index < tokens.Length ? tokens[index].Span : new TextSpan(snippet.Code.TrimEnd().Length, 0));

    private static string Shown(ImmutableArray<CodeToken> tokens, int index)
    {
        if (index >= tokens.Length) return "nothing more";
        var text = tokens[index].Text;
        var line = text.Split('\n')[0];
        return line.Length > 60 || line.Length < text.Length ? $"`{line[..Math.Min(line.Length, 60)]}…`" : $"`{line}`";
    }
}
