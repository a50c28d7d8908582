using System.Collections.Immutable;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Parsing;
using Course.Content.Snippets;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Build.Verification;

/// <summary>Finds the sessions whose results a change can affect. Where it is in doubt, a session is one of them.</summary>
/// <param name="root">The course root.</param>
/// <param name="engineRoot">Folder of the engine.</param>
internal sealed class ChangeScope(string root, string engineRoot)
{
    /// <summary>What results depend on besides the course: everything that reads, compiles, runs, or compares snippets.</summary>
    private static readonly string[] Engine =
    [
        "src/Course.Analyzers/", "src/Course.Content/", "src/Course.Diagnostics/", "src/Course.Figures/", "src/Course.Snippets/", "tools/snippet-host/", "tools/build/",
        "Directory.Build.props", "Directory.Packages.props", "global.json",
    ];

    /// <summary>Chooses sessions.</summary>
    /// <param name="book">The course.</param>
    /// <param name="sessions">All its sessions.</param>
    /// <param name="revision">The revision to compare the files on disk with.</param>
    /// <param name="cancellation">Stops git.</param>
    public async Task<Outcome<ImmutableArray<LessonSession>>> ChooseAsync(
        CourseBook book, ImmutableArray<LessonSession> sessions, string revision, CancellationToken cancellation)
    {
        var changes = await Repository.ChangesAsync(root, revision, cancellation);
        if (changes.Value is not { } changed)
        {
            return new([], [VerificationFaults.UnknownRevision.At(
                SourceLocation.WholeFile("course.yaml"), $"It cannot be told what changed since `{revision}`: {changes.Problem}",
                "Name a commit, branch or tag that is here; in a shallow clone fetch the history first (on GitHub: `fetch-depth: 0`).")]);
        }

        var engine = await Repository.PrefixAsync(engineRoot, cancellation);
        if (engine?.Top == changed.Top && changed.Files.Any(file => file.StartsWith(engine.Prefix, StringComparison.Ordinal) && IsEngine(file[engine.Prefix.Length..]))) return new(sessions, []);

        var files = changed.Files.Where(f => f.StartsWith(changed.Prefix, StringComparison.Ordinal)).Select(f => f[changed.Prefix.Length..]).ToHashSet(StringComparer.Ordinal);
        if (files.Contains("course.yaml"))
        {
            var before = await BeforeAsync("course.yaml", revision, cancellation);
            if (before is null || CourseYaml.Read(before).Value.Seed != book.Facts.Seed) return new(sessions, []);
        }

        var older = new Dictionary<string, ImmutableArray<Snippet>?>(StringComparer.Ordinal);
        foreach (var lesson in book.Lessons.Where(l => files.Contains(l.Source.File.Path)))
        {
            var before = await BeforeAsync(lesson.Source.File.Path, revision, cancellation);
            older[lesson.Facts.Id] = before is null ? null : LessonParser.Parse(before, lesson.Facts.SourceLanguage, lesson.Files.Code).Value.Snippets;
        }

        return new([.. sessions.Where(s => s.Session.IsStale || IsAffected(s, files, older))], []);
    }

    private static bool IsEngine(string file) => Engine.Any(e => e.EndsWith('/') ? file.StartsWith(e, StringComparison.Ordinal) : file == e);

    private static bool IsAffected(LessonSession of, HashSet<string> files, Dictionary<string, ImmutableArray<Snippet>?> older)
    {
        var lesson = of.Lesson.Lesson;
        var source = of.Session.Source;
        if (files.Contains($"{lesson.Folder}/lesson.yaml") || source.Data.Keys.Any(data => files.Contains($"{lesson.Folder}/{data}"))) return true;
        if (source.Snippets.Any(s => files.Contains(Course.Snippets.Records.RecordStore.PathOf(lesson.Folder, s.Id)))) return true;
        if (source.Snippets.Any(s => s.CodeFile != lesson.Source.File.Path && files.Contains(s.CodeFile))) return true;
        if (!older.TryGetValue(lesson.Facts.Id, out var before)) return false;
        return before is null || !source.Snippets.Select(Proof).SequenceEqual(before.Value.Where(s => s.Session == source.Name).Select(Proof));
    }

    /// <summary>Everything about a snippet that bears on its proof, unlike its title or its place on the page.</summary>
    private static string Proof(Snippet s) => ContentHash.OfParts(
        s.Id, s.Mode.ToString(), string.Join(',', s.Fails), s.Throws ?? "", string.Join(',', s.Reports), s.Timeout.ToString(),
        s.Tolerance?.ToString("R", System.Globalization.CultureInfo.InvariantCulture) ?? "", s.Code);

    private async Task<SourceFile?> BeforeAsync(string path, string revision, CancellationToken cancellation) =>
        await Repository.ShowAsync(root, revision, path, cancellation) is { } text ? new(path, text.ReplaceLineEndings("\n"), ContentHash.Of(text)) : null;
}
