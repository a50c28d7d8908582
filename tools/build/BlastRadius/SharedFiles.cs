using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Content.Book;
using Course.Diagnostics;

namespace Course.Build.BlastRadius;

/// <summary>
/// Tells how many pages a change of layouts, words, styles or the glossary reaches. No record names these, since nothing has
/// to run for them; what they were when the site was last published is kept among the caches.
/// </summary>
/// <param name="Files">Hash of each file of the theme, by its path below it.</param>
/// <param name="Terms">Hash of each glossary term, by id.</param>
/// <param name="PageMilliseconds">Time that a page took to render.</param>
internal sealed record SharedFiles(
    ImmutableSortedDictionary<string, string> Files, ImmutableSortedDictionary<string, string> Terms, double PageMilliseconds)
{
    private static readonly string[] PageLayouts = ["lesson", "track", "home", "glossary", "not-found", "entrance"];

    private static readonly string[] Folders = ["layouts", "styles"];

    /// <summary>As they are now.</summary>
    public static SharedFiles Of(string theme, Glossary glossary) => new(
        ThemeFiles(theme).ToImmutableSortedDictionary(
            f => Path.GetRelativePath(theme, f).Replace('\\', '/'), static f => ContentHash.Of(File.ReadAllBytes(f)), StringComparer.Ordinal),
        glossary.Terms.ToImmutableSortedDictionary(
            static t => t.Key,
            static t => ContentHash.OfParts(t.Value.Term.ByLanguage.Concat(t.Value.Meaning.ByLanguage).SelectMany(static w => new[] { w.Key, w.Value })),
            StringComparer.Ordinal), 0);

    /// <summary>What was kept of an earlier build, or null.</summary>
    public static SharedFiles? Read(string file)
    {
        try
        {
            if (!File.Exists(file) || JsonSerializer.Deserialize(File.ReadAllBytes(file), SharedFilesJson.Default.SharedFiles) is not { Files: not null, Terms: not null } read) return null;
            return read with { Files = read.Files.WithComparers(StringComparer.Ordinal), Terms = read.Terms.WithComparers(StringComparer.Ordinal) };
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            // It only serves a line on the console.
            return null;
        }
    }

    /// <summary>Keeps them for the next build.</summary>
    public void Write(string file)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            var draft = string.Create(CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}");
            File.WriteAllBytes(draft, JsonSerializer.SerializeToUtf8Bytes(this, SharedFilesJson.Default.SharedFiles));
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next build will not know what changed, which harms nothing.
        }
    }

    /// <summary>Whether nothing changed since.</summary>
    public bool IsSame(SharedFiles before) => Files.SequenceEqual(before.Files) && Terms.SequenceEqual(before.Terms);

    /// <summary>A line for each file or set of terms that changed since.</summary>
    /// <param name="before">As they were.</param>
    /// <param name="book">The course as it is published.</param>
    public IEnumerable<string> ChangesSince(SharedFiles before, CourseBook book)
    {
        foreach (var (path, hash) in Files)
        {
            if (before.Files.TryGetValue(path, out var old) && old == hash) continue;
            var pages = PagesOf(path, book);
            yield return Tell($"site/{path}", pages, before);
        }

        var terms = Terms.Where(t => before.Terms.GetValueOrDefault(t.Key) != t.Value).Select(static t => t.Key).Concat(before.Terms.Keys.Except(Terms.Keys)).ToHashSet(StringComparer.Ordinal);
        if (terms.Count == 0) yield break;
        var affected = book.Lessons.Sum(lesson => book.Facts.Languages.Count(language => lesson.In(language).Terms.Any(use => terms.Contains(use.Name))));
        var named = terms.Count <= 3 ? string.Join(", ", terms.Order(StringComparer.Ordinal)) : string.Create(CultureInfo.InvariantCulture, $"{terms.Count} terms");
        yield return Tell($"glossary.yaml ({named})", affected + book.Facts.Languages.Length, before);
    }

    private static string Tell(string cause, int pages, SharedFiles before) =>
        new Radius(0, 0, pages, TimeSpan.FromMilliseconds(pages * before.PageMilliseconds)).Tell(cause);

    /// <summary>How many pages a file of the theme is part of. What is no page's own layout is included by all.</summary>
    private static int PagesOf(string path, CourseBook book)
    {
        var languages = book.Facts.Languages.Length;
        var (lessons, tracks) = (book.Lessons.Count() * languages, book.Tracks.Length * languages);
        var all = lessons + tracks + 3 * languages + 1;
        if (path.StartsWith("strings.", StringComparison.Ordinal)) return (all - 1) / languages;
        return path.StartsWith("layouts/", StringComparison.Ordinal) && PageLayouts.Contains(Path.GetFileNameWithoutExtension(path))
            ? Path.GetFileNameWithoutExtension(path) switch { "lesson" => lessons, "track" => tracks, "entrance" => 1, _ => languages }
            : all;
    }

    private static IEnumerable<string> ThemeFiles(string theme) => !Directory.Exists(theme) ? [] :
        Directory.EnumerateFiles(theme, "strings.*.yaml")
            .Concat(Directory.EnumerateFiles(theme, "icon.svg"))
            .Concat(Folders.Select(f => Path.Combine(theme, f)).Where(Directory.Exists).SelectMany(static f => Directory.EnumerateFiles(f)));
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(SharedFiles))]
internal sealed partial class SharedFilesJson : JsonSerializerContext;
