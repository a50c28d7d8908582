using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>The titles that <c>--title language=words</c> gives, and those that stand in for what it does not give.</summary>
internal static class Titles
{
    /// <summary>Reads the options.</summary>
    public static Outcome<LocalizedText> Read(IEnumerable<string> options, ImmutableArray<string> languages)
    {
        var titles = LocalizedText.Empty.ByLanguage.ToBuilder();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var option in options)
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            var (language, words) = equals < 0 ? ("", option) : (option[..equals].Trim(), option[(equals + 1)..].Trim());
            if (languages.Contains(language) && words.Length > 0 && !words.Contains('\n', StringComparison.Ordinal))
            {
                titles[language] = words;
                continue;
            }

            found.Add(ScaffoldFaults.BadName.At(
                ScaffoldFaults.CommandLine,
                $"`{option}` does not give a title in a language of this course.{(language.Length > 0 ? NearMiss.Hint(language, languages) : "")}",
                $"Write it as {string.Join(" or ", languages.Select(static l => $"--title {l}=\"…\""))}."));
        }

        return new(new(titles.ToImmutable()), found.ToImmutable());
    }

    /// <summary>A title in a language: as given, else as planned, else the id's words.</summary>
    public static string Choose(string language, LocalizedText given, LocalizedText? planned, string id) =>
        given.ByLanguage.TryGetValue(language, out var words) ? words
        : planned is not null && planned.ByLanguage.TryGetValue(language, out var plannedWords) ? plannedWords
        : WordsOf(id);

    /// <summary>An id's words, the first with a capital: <c>batch-size</c> is “Batch size”.</summary>
    private static string WordsOf(string id) => char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');
}
