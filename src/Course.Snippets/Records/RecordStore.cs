using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Snippets.Records;

/// <summary>The records of one lesson.</summary>
/// <param name="Records">Those that can be read, by snippet id.</param>
/// <param name="Orphans">Files whose snippet is gone, relative to the course root; the build deletes them.</param>
public sealed record RecordSet(ImmutableSortedDictionary<string, SnippetRecord> Records, ImmutableArray<string> Orphans);

/// <summary>Reads and writes <c>recorded/&lt;snippet-id&gt;.json</c>. A record that cannot be read counts as absent: its session runs again.</summary>
/// <param name="root">Absolute path of the course root.</param>
public sealed class RecordStore(string root)
{
    /// <summary>A record's path relative to the course root.</summary>
    /// <param name="lessonFolder">The lesson's folder relative to the course root.</param>
    /// <param name="snippet">The snippet's id.</param>
    public static string PathOf(string lessonFolder, string snippet) => $"{lessonFolder}/recorded/{snippet}.json";

    /// <summary>Hash of what a snippet did, to the last bit, without the circumstances: the same for two runs that did the same.</summary>
    public static string ResultHash(SnippetRecord record) => ContentHash.Of(RecordFormat.Write(record with
    {
        Key = new("", record.Key.Data.Clear(), "", "", "", null), Code = null, Run = null, Listings = record.Listings.Clear(),
    }));

    /// <summary>Reads all records of a lesson.</summary>
    /// <param name="lessonFolder">The lesson's folder relative to the course root.</param>
    /// <param name="snippets">Ids of the snippets that the lesson has today.</param>
    public Outcome<RecordSet> Read(string lessonFolder, IReadOnlyCollection<string> snippets)
    {
        var records = ImmutableSortedDictionary.CreateBuilder<string, SnippetRecord>(StringComparer.Ordinal);
        var orphans = ImmutableArray.CreateBuilder<string>();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var folder = Path.Combine(root, lessonFolder, "recorded");
        if (!Directory.Exists(folder)) return new(new(records.ToImmutable(), []), []);

        var known = snippets.ToHashSet(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            var id = Path.GetFileNameWithoutExtension(file);
            var path = PathOf(lessonFolder, id);
            if (known.Contains(id))
            {
                var (record, problem) = ReadOne(file, path, id);
                if (record is not null) records[id] = record;
                if (problem is not null) found.Add(problem);
            }
            else
            {
                orphans.Add(path);
                found.Add(SnippetFaults.OrphanedRecord.At(
                    SourceLocation.WholeFile(path), $"The lesson has no snippet `{id}` any more, so this record proves nothing.",
                    "Build without --frozen to delete it, or give a snippet this id again."));
            }
        }

        return new(new(records.ToImmutable(), orphans.ToImmutable()), found.ToImmutable());
    }

    /// <summary>Writes a record, when its bytes are not there already. The file is replaced as a whole or not at all.</summary>
    /// <returns>Whether the file changed.</returns>
    public Outcome<bool> Write(string lessonFolder, SnippetRecord record)
    {
        var path = PathOf(lessonFolder, record.Snippet);
        var file = Path.Combine(root, path);
        var bytes = RecordFormat.Write(record);
        return Attempt(path, "written", () =>
        {
            if (File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(bytes)) return false;
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            // A name of its own: another build may write the same record at the same time. What a killed one left goes.
            var temporary = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{file}.{Environment.ProcessId}.tmp");
            foreach (var left in Directory.GetFiles(Path.GetDirectoryName(file)!, Path.GetFileName(file) + ".*.tmp")) File.Delete(left);
            try
            {
                File.WriteAllBytes(temporary, bytes);
                File.Move(temporary, file, overwrite: true);
            }
            catch
            {
                File.Delete(temporary);
                throw;
            }

            return true;
        });
    }

    /// <summary>Deletes a record that <see cref="RecordSet.Orphans"/> lists.</summary>
    /// <returns>Whether there was one.</returns>
    public Outcome<bool> Delete(string path) => Attempt(path, "deleted", () =>
    {
        var file = Path.Combine(root, path);
        if (!File.Exists(file)) return false;
        File.Delete(file);
        return true;
    });

    private static (SnippetRecord? Record, Diagnostic? Problem) ReadOne(string file, string path, string id)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(file);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return (null, Damaged(path, 0, problem.Message));
        }

        var (record, trouble, line, version) = RecordFormat.Read(bytes);
        if (record is not null && record.Snippet != id) return (null, Damaged(path, 0, $"It says that it belongs to snippet `{record.Snippet}`."));
        if (record is not null) return (record, null);
        if (trouble is not null) return (null, Damaged(path, line, trouble));
        return (null, SnippetFaults.UnknownRecordVersion.At(
            SourceLocation.WholeFile(path),
            $"The record has version {version}, and this engine reads version {RecordFormat.Version}; it is treated as stale.",
            "Build without --frozen to make the record again, or use the engine that wrote it."));
    }

    private static Diagnostic Damaged(string path, long line, string why) => SnippetFaults.DamagedRecord.At(
        line > 0 ? SourceLocation.WholeLine(path, (int)line) : SourceLocation.WholeFile(path),
        $"The record cannot be read and is treated as stale: {why}",
        "Restore the file from the repository, or build without --frozen to make it again.");

    private static Outcome<bool> Attempt(string path, string what, Func<bool> change)
    {
        try
        {
            return new(change(), []);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return new(false, [SnippetFaults.UnwritableRecord.At(
                SourceLocation.WholeFile(path), $"The record cannot be {what}: {problem.Message}",
                "Check the permissions of the lesson's recorded/ folder and the space on the disk.")]);
        }
    }
}
