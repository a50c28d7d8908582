using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Checks that prerequisites exist or are planned, and that no lesson requires itself, however indirectly.</summary>
internal static class PrerequisiteCheck
{
    public static void Check(
        CourseBook book, IReadOnlyCollection<string> lessons, List<LessonFactsFile> facts, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var known = lessons.Concat(book.Facts.Plan.SelectMany(static t => t.Lessons).Select(static l => l.Id)).ToHashSet(StringComparer.Ordinal);
        foreach (var file in facts)
        {
            for (var i = 0; i < file.Facts.Prerequisites.Length; i++)
            {
                var id = file.Facts.Prerequisites[i];
                if (known.Contains(id)) continue;
                diagnostics.Add(ContentFaults.UnknownPrerequisite.At(file.PrerequisiteLocations[i],
                    $"No lesson `{id}` exists or is planned.{NearMiss.Hint(id, known)}", "Correct the id, or remove the prerequisite."));
            }
        }

        ReportCircles(facts.ToDictionary(static f => f.Facts.Id, StringComparer.Ordinal), diagnostics);
    }

    /// <summary>Walks depth first with a stack of its own, since a course may chain thousands of lessons; every step back onto the path closes a circle.</summary>
    private static void ReportCircles(Dictionary<string, LessonFactsFile> facts, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var done = new HashSet<string>(StringComparer.Ordinal);
        var onPath = new HashSet<string>(StringComparer.Ordinal);
        var path = new List<(LessonFactsFile File, int Next)>();
        foreach (var start in facts.Values)
        {
            if (done.Contains(start.Facts.Id)) continue;
            path.Add((start, 0));
            onPath.Add(start.Facts.Id);
            while (path.Count > 0)
            {
                var (file, next) = path[^1];
                if (next == file.Facts.Prerequisites.Length)
                {
                    path.RemoveAt(path.Count - 1);
                    onPath.Remove(file.Facts.Id);
                    done.Add(file.Facts.Id);
                    continue;
                }

                path[^1] = (file, next + 1);
                var required = file.Facts.Prerequisites[next];
                if (onPath.Contains(required))
                {
                    var circle = path.SkipWhile(p => p.File.Facts.Id != required).Select(static p => p.File.Facts.Id).Append(required);
                    diagnostics.Add(ContentFaults.CircularPrerequisite.At(file.PrerequisiteLocations[next],
                        $"The lessons require one another in a circle ({string.Join(" → ", circle)}), so none can come first.",
                        "Remove one of these prerequisites."));
                }
                else if (!done.Contains(required) && facts.TryGetValue(required, out var found))
                {
                    path.Add((found, 0));
                    onPath.Add(required);
                }
            }
        }
    }
}
