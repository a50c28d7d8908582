using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Yaml;
using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>A lesson's folder.</summary>
internal sealed record LaidOutLesson(string Id, string Folder, int Number, string SourceLanguage);

/// <summary>A track's folder.</summary>
internal sealed record LaidOutTrack(string Id, string Folder, int Number, ImmutableArray<LaidOutLesson> Lessons);

/// <summary>Which tracks and lessons a course has, and where: its facts alone, so that it can be asked for at every key that is pressed.</summary>
internal sealed record CourseLayout(CourseFacts Facts, ImmutableArray<LaidOutTrack> Tracks)
{
    public IEnumerable<LaidOutLesson> Lessons => Tracks.SelectMany(static t => t.Lessons);

    /// <summary>Lessons of the plan that have no folder yet.</summary>
    public IEnumerable<string> OpenLessons => Facts.Plan.SelectMany(static t => t.Lessons).Select(static l => l.Id).Except(Lessons.Select(static l => l.Id));

    /// <summary>Tracks of the plan that have no folder yet.</summary>
    public IEnumerable<string> OpenTracks => Facts.Plan.Select(static t => t.Id).Except(Tracks.Select(static t => t.Id));

    /// <summary>Reads it. Faults are those of course.yaml alone, since nothing new can be made without it.</summary>
    public static Outcome<CourseLayout> Of(string root)
    {
        var course = Read(root, "course.yaml");
        if (course is null)
        {
            return new(new(CourseYaml.Unknown, []), [Content.ContentFaults.NoCourse.At(
                SourceLocation.WholeFile("course.yaml"), "The course has no course.yaml that can be read.", "Add course.yaml with at least title and languages.")]);
        }

        var facts = CourseYaml.Read(course);
        var tracks = ImmutableArray.CreateBuilder<LaidOutTrack>();
        foreach (var folder in Folders(root, "tracks"))
        {
            var id = Read(root, $"{folder}/track.yaml") is { } file ? TrackYaml.Read(file, facts.Value).Value?.Id : null;
            tracks.Add(new(id ?? NameOf(folder), folder, NumberOf(folder), [.. Folders(root, folder).Select(f => LessonOf(root, f, facts.Value))]));
        }

        return new(new(facts.Value, tracks.ToImmutable()), [.. facts.Diagnostics.Where(static d => d.Severity == Severity.Error)]);
    }

    private static LaidOutLesson LessonOf(string root, string folder, CourseFacts course)
    {
        var facts = Read(root, $"{folder}/lesson.yaml") is { } file ? LessonYaml.Read(file, course).Value?.Facts : null;
        return new(facts?.Id ?? NameOf(folder), folder, NumberOf(folder), facts?.SourceLanguage ?? "");
    }

    private static IEnumerable<string> Folders(string root, string folder) => !Directory.Exists(Path.Combine(root, folder)) ? [] :
        Directory.EnumerateDirectories(Path.Combine(root, folder)).Select(static f => Path.GetFileName(f))
            .Where(static name => NumberOf(name) >= 0).Order(StringComparer.Ordinal).Select(name => $"{folder}/{name}");

    private static SourceFile? Read(string root, string path)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(root, path)).ReplaceLineEndings("\n");
            return new(path, text, "");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The number that a folder's name begins with, or -1.</summary>
    private static int NumberOf(string folder)
    {
        var name = folder.AsSpan(folder.LastIndexOf('/') + 1);
        var hyphen = name.IndexOf('-');
        return hyphen > 0 && int.TryParse(name[..hyphen], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    private static string NameOf(string folder) => folder[(folder.IndexOf('-', folder.LastIndexOf('/') + 1) + 1)..];
}
