using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>The stage Load: course root in, source files out. It reads the disk and judges nothing but bytes and names.</summary>
public static class CourseLoader
{
    /// <summary>Reads a content root.</summary>
    /// <param name="root">Folder that holds course.yaml.</param>
    /// <param name="previous">An earlier load of the same root: files whose size and time stamp have not changed are taken from it.</param>
    /// <param name="clock">Tells when this load began; the system's where none is given.</param>
    /// <returns>All files in ordinal order, whatever order the file system lists them in.</returns>
    public static Outcome<CourseFiles> Load(string root, CourseFiles? previous = null, TimeProvider? clock = null)
    {
        var began = (clock ?? TimeProvider.System).GetUtcNow().UtcDateTime;
        root = Path.GetFullPath(root);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        if (!Directory.Exists(root))
        {
            diagnostics.Add(ContentFaults.NoCourse.At(SourceLocation.WholeFile(""),
                "The folder that should hold the course does not exist.", "Name the folder that holds course.yaml."));
            return new(new(root, null, null, null, []), diagnostics.ToImmutable());
        }

        var memory = previous is not null && previous.Root == root ? previous.Memory : LoadMemory.Empty;
        var entries = CourseListing.List(root, diagnostics);
        var texts = ReadTexts(entries, memory);
        var byPath = new Dictionary<string, LoadedText>(entries.Count, StringComparer.Ordinal);
        var assets = new Dictionary<string, (AssetFile, DateTime)>(StringComparer.Ordinal);
        for (var i = 0; i < entries.Count; i++)
        {
            if (texts[i] is { } text)
            {
                byPath.Add(entries[i].Path, text);
                diagnostics.AddRange(text.Diagnostics);
            }
            else if (entries[i].Kind == FileKind.Asset)
            {
                assets.Add(entries[i].Path, (AssetOf(entries[i], memory), entries[i].Changed));
            }
        }

        SourceFile? FileAt(string path) => byPath.GetValueOrDefault(path)?.File;
        if (!byPath.ContainsKey("course.yaml"))
        {
            diagnostics.Add(ContentFaults.NoCourse.At(SourceLocation.WholeFile("course.yaml"),
                "The course has no course.yaml, so its title and languages are unknown.",
                "Add course.yaml with at least title and languages."));
        }

        var files = new CourseFiles(
            root, FileAt("course.yaml"), FileAt("glossary.yaml"), FileAt("achievements.yaml"),
            FolderGrouping.Tracks(entries, FileAt, path => assets[path].Item1, diagnostics))
        {
            Links = FileAt("links.json"),
            Memory = new(began, byPath, assets),
        };
        return new(files, diagnostics.ToImmutable());
    }

    private static LoadedText?[] ReadTexts(List<ListedFile> entries, LoadMemory memory)
    {
        var texts = new LoadedText?[entries.Count];
        Parallel.For(0, entries.Count, i =>
        {
            var entry = entries[i];
            if (entry.Kind != FileKind.Text) return;
            if (memory.Texts.TryGetValue(entry.Path, out var known)
                && known.Length == entry.Length && known.Changed == entry.Changed && memory.IsSettled(entry.Changed))
            {
                texts[i] = known;
                return;
            }

            var (file, diagnostics) = TextReading.Read(entry.Path, entry.FullPath);

            // A touched file with the same text keeps its object, so that later stages see that nothing changed.
            if (file is not null && known?.File is { } before && before.Hash == file.Hash) file = before;
            texts[i] = new(file, entry.Length, entry.Changed, diagnostics);
        });
        return texts;
    }

    private static AssetFile AssetOf(ListedFile entry, LoadMemory memory) =>
        memory.Assets.TryGetValue(entry.Path, out var known)
        && known.File.Length == entry.Length && known.Changed == entry.Changed && memory.IsSettled(entry.Changed)
            ? known.File
            : new(entry.Path, entry.FullPath, entry.Length);
}
