using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>Sorts listed files into tracks and lessons by their folders.</summary>
internal static class FolderGrouping
{
    /// <summary>The part of a path below the lesson's folder.</summary>
    public static ReadOnlySpan<char> InLesson(string path)
    {
        var rest = path.AsSpan();
        for (var i = 0; i < 3; i++) rest = rest[(rest.IndexOf('/') + 1)..];
        return rest;
    }

    /// <summary>The tracks with their lessons.</summary>
    /// <param name="entries">Files in ordinal order.</param>
    /// <param name="text">Text of a path, or null where it could not be read.</param>
    /// <param name="asset">Asset of a path.</param>
    /// <param name="diagnostics">Takes files that belong nowhere.</param>
    public static ImmutableArray<TrackFiles> Tracks(
        List<ListedFile> entries, Func<string, SourceFile?> text, Func<string, AssetFile> asset,
        ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var lessons = new SortedDictionary<string, LessonFolder>(StringComparer.Ordinal);
        var tracks = new SortedDictionary<string, SourceFile?>(StringComparer.Ordinal);
        LessonFolder? last = null;
        foreach (var entry in entries)
        {
            if (!entry.Path.StartsWith("tracks/", StringComparison.Ordinal)) continue;
            switch (entry.Path.AsSpan().Count('/'))
            {
                case 1:
                    diagnostics.Add(Stray(entry.Path, "tracks/ holds one folder a track and no files of its own"));
                    break;
                case 2:
                    var folder = entry.Path[..entry.Path.LastIndexOf('/')];
                    if (entry.Path.EndsWith("/track.yaml", StringComparison.Ordinal)) tracks[folder] = text(entry.Path);
                    else diagnostics.Add(Stray(entry.Path, "a track's folder holds track.yaml and one folder a lesson"));
                    break;
                default:
                    var lesson = entry.Path[..(entry.Path.Length - InLesson(entry.Path).Length - 1)];
                    if (last?.Folder != lesson) lessons.Add(lesson, last = new(lesson));
                    last.Add(entry, text, asset);
                    tracks.TryAdd(lesson[..lesson.LastIndexOf('/')], null);
                    break;
            }
        }

        var byTrack = lessons.Values.ToLookup(static l => l.Folder[..l.Folder.LastIndexOf('/')], static l => l.ToFiles());
        return [.. tracks.Select(t => new TrackFiles(t.Key, t.Value, [.. byTrack[t.Key]]))];
    }

    private static Diagnostic Stray(string path, string rule) => ContentFaults.StrayFile.At(SourceLocation.WholeFile(path),
        $"The file belongs to no lesson and is not used: {rule}.", "Move it into the lesson that needs it, or delete it.");

    private sealed class LessonFolder(string folder)
    {
        private readonly ImmutableSortedDictionary<string, SourceFile>.Builder _texts = LessonFiles.Sorted<SourceFile>().ToBuilder();
        private readonly ImmutableSortedDictionary<string, SourceFile>.Builder _locks = LessonFiles.Sorted<SourceFile>().ToBuilder();
        private readonly ImmutableSortedDictionary<string, SourceFile>.Builder _code = LessonFiles.Sorted<SourceFile>().ToBuilder();
        private readonly ImmutableSortedDictionary<string, AssetFile>.Builder _assets = LessonFiles.Sorted<AssetFile>().ToBuilder();
        private readonly ImmutableArray<string>.Builder _recorded = ImmutableArray.CreateBuilder<string>();
        private SourceFile? _facts;

        public string Folder => folder;

        public void Add(ListedFile entry, Func<string, SourceFile?> text, Func<string, AssetFile> asset)
        {
            var name = InLesson(entry.Path).ToString();
            switch (entry.Kind)
            {
                case FileKind.Record: _recorded.Add(name); break;
                case FileKind.Asset: _assets.Add(name, asset(entry.Path)); break;
                case FileKind.Text when text(entry.Path) is { } file:
                    if (name == "lesson.yaml") _facts = file;
                    else if (name.EndsWith(".md", StringComparison.Ordinal)) _texts.Add(name[..^3], file);
                    else if (name.EndsWith(".lock", StringComparison.Ordinal)) _locks.Add(name[..^5], file);
                    else _code.Add(name, file);
                    break;
                default: break;
            }
        }

        public LessonFiles ToFiles() => new(
            folder, _facts, _texts.ToImmutable(), _code.ToImmutable(), _assets.ToImmutable(), _recorded.ToImmutable())
        {
            Locks = _locks.ToImmutable(),
        };
    }
}
