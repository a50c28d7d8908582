using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Build.Status;

/// <summary>The status as JSON, for programs.</summary>
internal static class StatusJson
{
    private static readonly StatusJsonContext Json = new(new JsonSerializerOptions(StatusJsonContext.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static string Of(CourseStatus status) => JsonSerializer.Serialize(
        new Document(
            [.. status.Languages], status.Errors, status.Warnings,
            [.. status.Tracks.Select(static t => new Track(
                t.Id, t.Number < 0 ? null : t.Number,
                [.. t.Lessons.Select(LessonOf)],
                [.. t.Planned.Select(static p => new Planned(p.Number, p.Id))]))]),
        Json.Document);

    private static Lesson LessonOf(LessonStatusRow row) => new(
        row.Lesson.Number, row.Lesson.Facts.Id, row.Lesson.Folder, row.Lesson.Facts.Status.ToString().ToLowerInvariant(),
        [.. row.Translations.Select(static t => new Translation(t.Language, t.State, t.Behind, t.Facts, t.Unaccepted))],
        new(row.Snippets, row.Snippets - row.Stale.Length, [.. row.Stale], [.. row.Reasons]),
        new(row.Figures, [.. row.WithoutAlt.Select(static p => p.ToString())]),
        new(row.Lesson.Facts.Minutes, new(row.Estimates)), new(row.Lesson.Texts.ToDictionary(static t => t.Key, static t => t.Value.Words)), row.Errors);

    internal sealed record Document(string[] Languages, int Errors, int Warnings, Track[] Tracks);

    internal sealed record Track(string Id, int? Number, Lesson[] Lessons, Planned[] Planned);

    internal sealed record Planned(int Number, string Id);

    internal sealed record Lesson(
        int Number, string Id, string Folder, string State, Translation[] Translations, Snippets Snippets, Figures Figures,
        Minutes Minutes, SortedDictionary<string, int> Words, int Errors);

    internal sealed record Translation(string Language, string State, int Behind, int Facts, int? Unaccepted);

    internal sealed record Snippets(int Total, int Fresh, string[] Stale, string[] Reasons);

    internal sealed record Figures(int Total, string[] WithoutAlt);

    internal sealed record Minutes(int Stated, SortedDictionary<string, int> Estimated);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(StatusJson.Document))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class StatusJsonContext : JsonSerializerContext;
