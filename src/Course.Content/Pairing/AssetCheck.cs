using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Compares the files of a lesson's folder with those that its texts and facts name.</summary>
internal static class AssetCheck
{
    public static void Check(LessonPair lesson, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var files = lesson.Files;
        HashSet<string> used = new(lesson.Facts.Data, StringComparer.Ordinal);
        foreach (var (_, text) in lesson.Texts)
        {
            foreach (var use in text.AssetUses)
            {
                used.Add(use.Name);
                if (files.Assets.ContainsKey(use.Name) || files.Code.ContainsKey(use.Name)) continue;
                diagnostics.Add(ContentFaults.MissingAsset.At(use.Location,
                    $"There is no file `{use.Name}` in the lesson's folder.{NearMiss.Hint(use.Name, files.Assets.Keys.Concat(files.Code.Keys))}",
                    "Correct the path, which is relative to the lesson's folder, or add the file."));
            }
        }

        var hasExercise = lesson.Texts.Values.Any(static t => !t.Exercises.IsEmpty);
        foreach (var (path, asset) in files.Assets)
        {
            if (used.Contains(path) || NeedsNoMention(path, hasExercise)) continue;
            diagnostics.Add(ContentFaults.UnusedAsset.At(SourceLocation.WholeFile(asset.Path),
                "No text of the lesson refers to the file, and lesson.yaml does not list it as data.",
                "Refer to it, list it under `data`, or delete it."));
        }

        foreach (var (_, text) in lesson.Texts) used.UnionWith(text.Includes);
        foreach (var (path, file) in files.Code)
        {
            if (used.Contains(path) || NeedsNoMention(path, hasExercise)) continue;
            diagnostics.Add(ContentFaults.UnusedAsset.At(SourceLocation.WholeFile(file.Path),
                "No snippet of the lesson includes the file, and no text links to it, so nobody proves or reads its code.",
                $"Include it with `include={path}`, or delete it."));
        }
    }

    /// <summary>Checks the data files that lesson.yaml lists.</summary>
    public static void CheckData(LessonPair lesson, ImmutableArray<SourceLocation> locations, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        for (var i = 0; i < lesson.Facts.Data.Length; i++)
        {
            var path = lesson.Facts.Data[i];
            if (lesson.Files.Assets.ContainsKey(path)) continue;
            diagnostics.Add(ContentFaults.MissingData.At(locations[i],
                $"There is no file `{path}` in the lesson's folder.{NearMiss.Hint(path, lesson.Files.Assets.Keys)}", "Correct the path, or add the file."));
        }
    }

    /// <summary>An exercise is handed out as a whole folder, where there is one; and lock files are the build's own.</summary>
    private static bool NeedsNoMention(string path, bool hasExercise) =>
        hasExercise && path.StartsWith("exercise/", StringComparison.Ordinal) || path.EndsWith(".lock", StringComparison.Ordinal)
        || path.Contains(".lock.", StringComparison.Ordinal);
}
