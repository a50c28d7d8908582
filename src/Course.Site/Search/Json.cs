using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Course.Site.Search;

/// <summary>Files of JSON that are data and never part of a page, so that Korean need not be escaped.</summary>
internal static class Json
{
    /// <summary>Name of the file that holds the text of a page's sections.</summary>
    public const string Texts = "sections.json";

    public static SiteFile File(string path, Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping })) write(json);
        return new(path, buffer.WrittenMemory);
    }
}
