using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>Reads achievements.yaml.</summary>
public static class AchievementsYaml
{
    /// <summary>Reads levels and achievements; those that cannot be read are left out.</summary>
    /// <param name="file">The file.</param>
    /// <param name="course">The course, for its languages and its plan.</param>
    public static Outcome<Play> Read(SourceFile file, CourseFacts course)
    {
        var diagnostics = new List<Diagnostic>();
        if (YamlTree.Parse(file, diagnostics) is not { } map) return new(Play.None, [.. diagnostics]);
        var reader = new YamlReader(map, course.Languages, diagnostics);
        var play = new Play(
            reader.Integer("exercise-xp", 0, 1000) ?? 0, reader.Integer("guess-xp", 0, 1000) ?? 0,
            Levels(reader), Achievements(reader, course, diagnostics));
        reader.Finish();
        return new(play, [.. diagnostics]);
    }

    private static ImmutableArray<LocalizedText> Levels(YamlReader reader)
    {
        var levels = ImmutableArray.CreateBuilder<LocalizedText>();
        foreach (var level in reader.Maps("levels", required: true))
        {
            levels.Add(level.Words("name", required: true));
            level.Finish();
        }

        return levels.ToImmutable();
    }

    private static ImmutableArray<Achievement> Achievements(YamlReader reader, CourseFacts course, List<Diagnostic> diagnostics)
    {
        var achievements = ImmutableArray.CreateBuilder<Achievement>();
        foreach (var item in reader.Maps("achievements", required: true))
        {
            var id = item.Id("id");
            var (title, text) = (item.Words("title", required: true), item.Words("text", required: true));
            var needs = item.Map("needs", required: true) is { } condition ? Needs(condition, course, diagnostics) : null;
            item.Finish();
            if (id is null || needs is null) continue;
            if (achievements.Any(a => a.Id == id))
                diagnostics.Add(ContentFaults.DuplicateItem.At(item.At("id"), $"The achievement `{id}` is defined twice.", "Merge the two, or give one another id."));
            else
                achievements.Add(new(id, title, text, needs));
        }

        return achievements.ToImmutable();
    }

    private static Needs? Needs(YamlReader reader, CourseFacts course, List<Diagnostic> diagnostics)
    {
        var before = diagnostics.Count;
        var needs = new Needs(
            reader.Integer("lessons", 1, 10_000), reader.Integer("exercises", 1, 10_000), reader.Integer("guesses", 1, 10_000),
            reader.Integer("tracks", 1, 1000), reader.Integer("level", 1, 1000),
            Planned(reader, "lesson", course.Plan.SelectMany(static t => t.Lessons).Select(static l => l.Id), diagnostics),
            Planned(reader, "track", course.Plan.Select(static t => t.Id), diagnostics),
            reader.Choice("all", required: false, "true") is not null);
        reader.Finish();
        if (diagnostics.Count > before) return null;
        if (needs != new Needs(null, null, null, null, null, null, null, false)) return needs;
        diagnostics.Add(ContentFaults.MissingKey.At(
            reader.Location, "The condition is empty, so everybody would have the achievement at once.", "Say what it needs, such as `{ lessons: 1 }`."));
        return null;
    }

    private static string? Planned(YamlReader reader, string key, IEnumerable<string> ids, List<Diagnostic> diagnostics)
    {
        if (reader.Text(key) is not { } id) return null;
        var known = ids.ToList();
        if (known.Contains(id)) return id;
        diagnostics.Add(ContentFaults.UnknownChoice.At(
            reader.At(key), $"The plan of course.yaml has no {key} `{id}`, so nobody could ever have the achievement.{NearMiss.Hint(id, known)}", $"Name a {key} of the plan."));
        return null;
    }
}
