using System.Buffers;
using System.Collections.Concurrent;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Site.Search;

/// <summary>Files of JSON that are data and never part of a page, so that Korean need not be escaped.</summary>
internal static class Json
{
    /// <summary>Name of the file that holds the text of a page's sections.</summary>
    public const string Texts = "sections.json";

    /// <summary>Buffers grow to the size of the largest file and are used by one thread at a time, so they go round.</summary>
    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Idle = [];

    public static SiteFile File(string path, Action<Utf8JsonWriter> write)
    {
        var buffer = Idle.TryTake(out var idle) ? idle : new();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        var file = new SiteFile(path, buffer.WrittenSpan.ToArray());
        buffer.ResetWrittenCount();
        Idle.Add(buffer);
        return file;
    }
}
