using System.Collections.Immutable;
using System.IO.Enumeration;
using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>What is done with a listed file.</summary>
internal enum FileKind
{
    /// <summary>Read and decoded.</summary>
    Text,

    /// <summary>Listed, and hashed when asked.</summary>
    Asset,

    /// <summary>Listed.</summary>
    Record,
}

/// <summary>One file under the course root.</summary>
/// <param name="Path">Path relative to the root, with forward slashes.</param>
/// <param name="FullPath">Where it is on this machine.</param>
/// <param name="Kind">What is done with it.</param>
/// <param name="Length">Size in bytes.</param>
/// <param name="Changed">Time of the last change; for a link the present, so that it is always read anew.</param>
internal readonly record struct ListedFile(string Path, string FullPath, FileKind Kind, long Length, DateTime Changed);

/// <summary>Lists the files of a course.</summary>
internal static class CourseListing
{
    private static readonly string[] RootFiles = ["achievements.yaml", "course.yaml", "glossary.yaml", "links.json"];

    private static readonly EnumerationOptions Options = new() { AttributesToSkip = 0, IgnoreInaccessible = false };

    /// <summary>The root's own files and everything under tracks/, in ordinal order of path.</summary>
    public static List<ListedFile> List(string root, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var found = new List<ListedFile>();
        foreach (var name in RootFiles)
        {
            var file = new FileInfo(Path.Combine(root, name));
            if (file.Exists) found.Add(new(name, file.FullName, FileKind.Text, file.Length, file.LastWriteTimeUtc));
        }

        var tracks = Path.Combine(root, "tracks");
        if (Directory.Exists(tracks)) AddFolder(tracks, "tracks", found, diagnostics);
        found.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        return found;
    }

    private static void AddFolder(string folder, string path, List<ListedFile> found, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        // Walked with a stack of our own so that one unreadable folder is a diagnostic and the rest is still listed.
        var pending = new Stack<(string Folder, string Path)>();
        pending.Push((folder, path));
        while (pending.TryPop(out var current))
        {
            try
            {
                foreach (var entry in new FileSystemEnumerable<Entry>(current.Folder, Entry.From, Options))
                {
                    // Editors and version control leave hidden files everywhere; none is content.
                    if (entry.Name[0] == '.') continue;
                    var entryPath = current.Path + "/" + entry.Name;
                    var fullPath = Path.Combine(current.Folder, entry.Name);
                    if (!entry.IsFolder)
                    {
                        found.Add(new(entryPath, fullPath, KindOf(entryPath), entry.Length, entry.Changed));
                    }
                    else if (entry.IsLink)
                    {
                        diagnostics.Add(ContentFaults.LinkedFolder.At(SourceLocation.WholeFile(entryPath),
                            "The folder is a symbolic link; links are not followed, since they may lead outside the course or in a circle.",
                            "Replace the link by a real folder."));
                    }
                    else
                    {
                        pending.Push((fullPath, entryPath));
                    }
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                diagnostics.Add(TextReading.Unreadable(current.Path));
            }
        }
    }

    private static FileKind KindOf(string path)
    {
        // tracks/NN-track/NN-lesson/file has three slashes; deeper files belong to the lesson's subfolders.
        var depth = path.AsSpan().Count('/');
        if (depth > 3 && FolderGrouping.InLesson(path).StartsWith("recorded/", StringComparison.Ordinal)) return FileKind.Record;
        if (path.EndsWith(".cs", StringComparison.Ordinal)) return FileKind.Text;
        return depth switch
        {
            2 when path.EndsWith("/track.yaml", StringComparison.Ordinal) => FileKind.Text,
            3 when path.EndsWith(".md", StringComparison.Ordinal) || path.EndsWith(".lock", StringComparison.Ordinal) || path.EndsWith("/lesson.yaml", StringComparison.Ordinal) => FileKind.Text,
            _ => FileKind.Asset,
        };
    }

    private readonly record struct Entry(string Name, bool IsFolder, bool IsLink, long Length, DateTime Changed)
    {
        public static Entry From(ref FileSystemEntry entry)
        {
            var name = entry.FileName.ToString();
            var isLink = (entry.Attributes & FileAttributes.ReparsePoint) != 0;
            return entry.IsDirectory
                ? new(name, true, isLink, 0, default)
                : new(name, false, isLink, entry.Length, isLink ? DateTime.MaxValue : entry.LastWriteTimeUtc.UtcDateTime);
        }
    }
}
