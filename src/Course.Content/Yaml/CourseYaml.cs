using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>Reads course.yaml.</summary>
public static class CourseYaml
{
    /// <summary>What stands for the facts of a course that cannot be read.</summary>
    public static CourseFacts Unknown { get; } = new(LocalizedText.Empty, LocalizedText.Empty, [], null, null, 0, []);

    /// <summary>Reads the facts of the course; what is missing is empty.</summary>
    public static Outcome<CourseFacts> Read(SourceFile file)
    {
        var diagnostics = new List<Diagnostic>();
        if (YamlTree.Parse(file, diagnostics) is not { } map) return new(Unknown, [.. diagnostics]);
        var languages = Languages(new(map, [], diagnostics), diagnostics);
        var reader = new YamlReader(map, languages, diagnostics);
        var facts = new CourseFacts(
            reader.Words("title", required: true), reader.Words("summary"),
            Known(reader, languages), Directory(reader.Url("url")), reader.Url("repository"),
            reader.Integer("seed", 0, int.MaxValue) ?? 0, Plan(reader, diagnostics))
        {
            Id = reader.OptionalId("id") ?? "course",
            Reports = reader.Contact("reports"),
            Tags = Tags(reader, diagnostics),
        };
        reader.Finish();
        return new(facts, [.. diagnostics]);
    }

    private static ImmutableArray<string> Languages(YamlReader reader, List<Diagnostic> diagnostics)
    {
        var codes = ImmutableArray.CreateBuilder<string>();
        var before = diagnostics.Count;
        var given = reader.Texts("languages", required: true);
        if (given.IsEmpty && diagnostics.Count == before)
        {
            diagnostics.Add(ContentFaults.MissingKey.At(reader.At("languages"),
                "The course has no language, so it has no pages.", "Name one at least, such as `languages: [en]`."));
        }

        foreach (var code in given)
        {
            if (LanguageCode.IsValid(code.Value))
            {
                codes.Add(code.Value);
                continue;
            }

            diagnostics.Add(ContentFaults.UnknownLanguage.At(code.Location,
                $"`{code.Value}` is not a language code.", "Write a code of BCP 47, such as `en`, `ko` or `pt-BR`."));
        }

        return codes.ToImmutable();
    }

    /// <summary>Marks the key as known; its value was read, and reported, before everything that depends on it.</summary>
    private static ImmutableArray<string> Known(YamlReader reader, ImmutableArray<string> languages)
    {
        reader.Allow("languages");
        return languages;
    }

    private static Uri? Directory(Uri? url) =>
        url is null || url.AbsoluteUri.EndsWith('/') ? url : new Uri(url.AbsoluteUri + "/");

    private static ImmutableArray<PlannedTrack> Plan(YamlReader reader, List<Diagnostic> diagnostics)
    {
        var tracks = ImmutableArray.CreateBuilder<PlannedTrack>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var lessonsSeen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var track in reader.Maps("plan"))
        {
            var id = track.Id("id");
            var title = track.Words("title", required: true);
            var lessons = ImmutableArray.CreateBuilder<PlannedLesson>();
            foreach (var lesson in track.Maps("lessons"))
            {
                if (lesson.Id("id") is { } lessonId && Once(lessonsSeen, lessonId, lesson.At("id"), diagnostics))
                {
                    lessons.Add(new(lessonId, lesson.Words("title", required: true)));
                }
                else
                {
                    lesson.Words("title");
                }

                lesson.Finish();
            }

            track.Finish();
            if (id is not null && Once(seen, id, track.At("id"), diagnostics)) tracks.Add(new(id, title, lessons.ToImmutable()));
        }

        return tracks.ToImmutable();
    }

    private static ImmutableSortedDictionary<string, LocalizedText> Tags(YamlReader reader, List<Diagnostic> diagnostics)
    {
        var tags = ImmutableSortedDictionary.CreateBuilder<string, LocalizedText>(StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tag in reader.Maps("tags"))
        {
            var name = tag.Words("name", required: true);
            if (tag.Id("id") is { } id && Once(seen, id, tag.At("id"), diagnostics, "named")) tags[id] = name;
            tag.Finish();
        }

        return tags.ToImmutable();
    }

    private static bool Once(HashSet<string> seen, string id, SourceLocation location, List<Diagnostic> diagnostics, string what = "planned")
    {
        if (seen.Add(id)) return true;
        diagnostics.Add(ContentFaults.DuplicateItem.At(location, $"`{id}` is {what} twice.", "Remove one of them, or give it another id."));
        return false;
    }
}
