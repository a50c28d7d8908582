using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Build.Scaffolding;

/// <summary>A file that is to be.</summary>
/// <param name="Path">Path below the folder that it is made in, with forward slashes.</param>
/// <param name="Text">What it says.</param>
internal sealed record NewFile(string Path, string Text);

/// <summary>Writes files that are not there yet: all of them or none, and never over another.</summary>
internal static class NewFiles
{
    /// <summary>Writes files. They are made in a hidden folder, which no build looks into, and moved into place as wholes.</summary>
    /// <param name="root">The folder, absolute.</param>
    /// <param name="files">The files.</param>
    /// <returns>What stood in the way; then nothing was written.</returns>
    public static ImmutableArray<Diagnostic> Write(string root, ImmutableArray<NewFile> files)
    {
        ImmutableArray<Diagnostic> taken = [.. files.Where(f => Path.Exists(Path.Combine(root, f.Path))).Select(static f => ScaffoldFaults.Taken.At(
            SourceLocation.WholeFile(f.Path), "The file is there already, and nothing is ever overwritten.", "Edit it, or choose another name."))];
        if (!taken.IsEmpty) return taken;

        var staging = Path.Combine(root, $".new-{Path.GetRandomFileName()}");
        var moved = new Stack<string>();
        try
        {
            foreach (var file in files)
            {
                var path = Path.Combine(staging, file.Path);
                Directory.CreateDirectory(Path.GetDirectoryName(path)!);
                File.WriteAllText(path, file.Text);
            }

            // All are found before the first is moved, which makes what is below it exist.
            foreach (var top in files.Select(f => HighestMissing(root, f.Path)).Distinct(StringComparer.Ordinal).ToList())
            {
                Directory.Move(Path.Combine(staging, top), Path.Combine(root, top));
                moved.Push(Path.Combine(root, top));
            }

            return [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            while (moved.TryPop(out var path)) Remove(path);
            return [ScaffoldFaults.CannotWrite.At(
                SourceLocation.WholeFile(files[0].Path), $"Nothing was made: {e.Message}", "Make room or mend the permissions, then try again.")];
        }
        finally
        {
            Remove(staging);
        }
    }

    /// <summary>The highest part of a path that does not exist: what can be moved into place at once.</summary>
    private static string HighestMissing(string root, string path)
    {
        for (var at = path.IndexOf('/', StringComparison.Ordinal); at >= 0; at = path.IndexOf('/', at + 1))
        {
            if (!Path.Exists(Path.Combine(root, path[..at]))) return path[..at];
        }

        return path;
    }

    private static void Remove(string path)
    {
        try
        {
            if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
            else File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // What cannot be removed is hidden or was reported already; there is nothing better to do.
        }
    }
}
