using System.Collections.Immutable;

namespace Course.Content.Files;

/// <summary>What Load found under a course root. Everything is in ordinal order of path.</summary>
/// <param name="Root">Full path of the course root; nothing in the output may depend on it.</param>
/// <param name="Course">course.yaml, or null where there is none.</param>
/// <param name="Glossary">glossary.yaml, or null.</param>
/// <param name="Achievements">achievements.yaml, or null; it is only carried along.</param>
/// <param name="Tracks">Folders of tracks/.</param>
public sealed record CourseFiles(
    string Root, SourceFile? Course, SourceFile? Glossary, SourceFile? Achievements, ImmutableArray<TrackFiles> Tracks)
{
    /// <summary>links.json, or null.</summary>
    public SourceFile? Links { get; init; }

    /// <summary>What a later load may reuse instead of reading again.</summary>
    internal LoadMemory Memory { get; init; } = LoadMemory.Empty;
}

/// <summary>A folder of tracks/.</summary>
/// <param name="Folder">Path relative to the course root.</param>
/// <param name="Facts">track.yaml, or null.</param>
/// <param name="Lessons">Its lesson folders.</param>
public sealed record TrackFiles(string Folder, SourceFile? Facts, ImmutableArray<LessonFiles> Lessons);

/// <summary>A lesson's folder.</summary>
/// <param name="Folder">Path relative to the course root.</param>
/// <param name="Facts">lesson.yaml, or null.</param>
/// <param name="Texts">Markdown files of the folder itself by name without extension (<c>en</c>, <c>ko</c>).</param>
/// <param name="Code">C# files by path relative to the folder; what <c>include=</c> may take code from.</param>
/// <param name="Assets">All other files but records, by path relative to the folder.</param>
/// <param name="Recorded">Paths of recorded/ relative to the folder; not read here.</param>
public sealed record LessonFiles(
    string Folder, SourceFile? Facts,
    ImmutableSortedDictionary<string, SourceFile> Texts,
    ImmutableSortedDictionary<string, SourceFile> Code,
    ImmutableSortedDictionary<string, AssetFile> Assets,
    ImmutableArray<string> Recorded)
{
    /// <summary>Lock files of translations by language (<c>ko</c> for <c>ko.lock</c>).</summary>
    public ImmutableSortedDictionary<string, SourceFile> Locks { get; init; } = Sorted<SourceFile>();

    /// <summary>A folder without files.</summary>
    public static LessonFiles Empty { get; } = new(
        "", null, Sorted<SourceFile>(), Sorted<SourceFile>(), Sorted<AssetFile>(), []);

    internal static ImmutableSortedDictionary<string, T> Sorted<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
