using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>What lesson.yaml says, with the places that Pair may have to point at.</summary>
/// <param name="Facts">The facts.</param>
/// <param name="IdLocation">Where the id stands.</param>
/// <param name="SourceLocation">Where the source language stands.</param>
/// <param name="PrerequisiteLocations">Where each prerequisite stands, in the order of the facts.</param>
/// <param name="DataLocations">Where each data file stands, in the order of the facts.</param>
public sealed record LessonFactsFile(
    LessonFacts Facts, SourceLocation IdLocation, SourceLocation SourceLocation,
    ImmutableArray<SourceLocation> PrerequisiteLocations, ImmutableArray<SourceLocation> DataLocations);

/// <summary>Reads lesson.yaml.</summary>
public static class LessonYaml
{
    private const int LongestMinutes = 600, HighestXp = 10_000;

    /// <summary>Reads the facts of a lesson, or null where it has no usable id.</summary>
    public static Outcome<LessonFactsFile?> Read(SourceFile file, CourseFacts course)
    {
        var diagnostics = new List<Diagnostic>();
        if (YamlTree.Parse(file, diagnostics) is not { } map) return new(null, [.. diagnostics]);
        var reader = new YamlReader(map, course.Languages, diagnostics);
        var id = reader.Id("id");
        var status = reader.Choice("status", required: true, "draft", "published") == "published" ? LessonStatus.Published : LessonStatus.Draft;
        var minutes = reader.Integer("minutes", 1, LongestMinutes, required: true) ?? 1;
        var tags = reader.Texts("tags", ids: true);
        var xp = reader.Integer("xp", 0, HighestXp) ?? 0;
        var prerequisites = reader.Texts("prerequisites", ids: true);
        var source = reader.Language("source", required: true) ?? (course.Languages.IsEmpty ? "" : course.Languages[0]);
        var published = reader.Date("published", required: status == LessonStatus.Published);
        var revised = reader.Date("revised");
        var data = DataFiles(reader, diagnostics);
        var exercises = ExercisesYaml.Read(reader, diagnostics);
        var links = Links(reader);
        reader.Finish();
        if (published is { } first && revised is { } last && last < first)
        {
            diagnostics.Add(ContentFaults.BadDate.At(reader.At("revised"),
                "The lesson is said to be revised before it was published.", "Correct one of the two dates."));
        }

        if (id is null) return new(null, [.. diagnostics]);
        var facts = new LessonFacts(
            id, status, minutes, Values(tags), xp, Values(prerequisites), source, published, revised, links)
        {
            Data = Values(data),
            Exercises = exercises,
        };
        return new(new(facts, reader.At("id"), reader.At("source"), Places(prerequisites), Places(data)), [.. diagnostics]);
    }

    private static ImmutableArray<Located<string>> DataFiles(YamlReader reader, List<Diagnostic> diagnostics)
    {
        var files = ImmutableArray.CreateBuilder<Located<string>>();
        foreach (var path in reader.Texts("data"))
        {
            if (path.Value.StartsWith("data/", StringComparison.Ordinal) && RelativePath.IsPlain(path.Value))
            {
                files.Add(path);
                continue;
            }

            diagnostics.Add(ContentFaults.BadUrl.At(path.Location,
                $"`{path.Value}` is not a file below the lesson's data folder.", "Move the file into data/ and write its path as `data/name.csv`."));
        }

        return files.ToImmutable();
    }

    private static ImmutableArray<ExternalLink> Links(YamlReader reader)
    {
        var links = ImmutableArray.CreateBuilder<ExternalLink>();
        foreach (var link in reader.Maps("links"))
        {
            var url = link.Url("url", required: true);
            var title = link.Words("title", required: true);
            var language = link.Code("language");
            var kind = link.Choice("kind", required: true, "article", "paper", "book", "video", "docs", "code");
            link.Finish();
            if (url is not null && kind is not null) links.Add(new(url, title, language ?? "en", kind));
        }

        return links.ToImmutable();
    }

    private static ImmutableArray<string> Values(ImmutableArray<Located<string>> items) => [.. items.Select(static i => i.Value)];

    private static ImmutableArray<SourceLocation> Places(ImmutableArray<Located<string>> items) => [.. items.Select(static i => i.Location)];
}
