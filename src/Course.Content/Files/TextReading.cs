using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Unicode;
using Course.Diagnostics;

namespace Course.Content.Files;

/// <summary>Turns the bytes of a file into a <see cref="SourceFile"/>.</summary>
internal static class TextReading
{
    /// <summary>No text of a course comes near this; a file that does was put there by mistake.</summary>
    public const int LongestText = 1024 * 1024;

    private static readonly UTF8Encoding Utf8NoMark = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Decodes strictly; a file that is no text gives null and a diagnostic.</summary>
    /// <param name="path">Path relative to the course root.</param>
    /// <param name="bytes">The whole file.</param>
    public static (SourceFile? File, ImmutableArray<Diagnostic> Diagnostics) Decode(string path, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith(Encoding.UTF8.Preamble)) bytes = bytes[3..];
        if (!Utf8.IsValid(bytes)) return (null, [InvalidByte(path, bytes)]);

        var text = Utf8NoMark.GetString(bytes);
        var hash = bytes.Contains((byte)'\r')
            ? ContentHash.Of(text = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n'))
            : ContentHash.Of(bytes);
        var file = new SourceFile(path, text, hash);
        return Hangul.FirstDecomposed(text) is { } at ? (file, [Decomposed(file, at)]) : (file, []);
    }

    /// <summary>Reads a file's bytes and decodes them.</summary>
    public static (SourceFile? File, ImmutableArray<Diagnostic> Diagnostics) Read(string path, string fullPath)
    {
        byte[]? buffer = null;
        try
        {
            // Sharing everything keeps .NET from taking an advisory lock per file, which costs two system calls.
            using var handle = File.OpenHandle(fullPath, share: FileShare.ReadWrite | FileShare.Delete);
            var length = RandomAccess.GetLength(handle);
            if (length > LongestText)
            {
                return (null, [ContentFaults.FileTooLong.At(SourceLocation.WholeFile(path),
                    $"The file has {length} bytes; texts of a course have at most {LongestText}.",
                    "Split it, or move it out of the course if it is here by mistake.")]);
            }

            buffer = ArrayPool<byte>.Shared.Rent((int)length + 1);
            var total = 0;
            while (total < buffer.Length && RandomAccess.Read(handle, buffer.AsSpan(total), total) is > 0 and var count) total += count;
            return Decode(path, buffer.AsSpan(0, total));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, [Unreadable(path)]);
        }
        finally
        {
            if (buffer is not null) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The diagnostic for a file or folder that the system does not let us read.</summary>
    public static Diagnostic Unreadable(string path) => ContentFaults.Unreadable.At(SourceLocation.WholeFile(path),
        "It is listed but cannot be read: it is locked, access to it is denied, or it is a link that leads nowhere.",
        "Give yourself the right to read it, or delete it.");

    private static Diagnostic InvalidByte(string path, ReadOnlySpan<byte> bytes)
    {
        var (line, column, at) = (1, 1, 0);
        while (Rune.DecodeFromUtf8(bytes[at..], out var rune, out var consumed) == OperationStatus.Done)
        {
            (line, column) = rune.Value == '\n' ? (line + 1, 1) : (line, column + rune.Utf16SequenceLength);
            at += consumed;
        }

        return ContentFaults.InvalidUtf8.At(SourceLocation.OnLine(path, line, column, 1),
            $"The byte 0x{bytes[at]:X2} is not valid UTF-8, so the text cannot be read.",
            "Save the file as UTF-8.");
    }

    private static Diagnostic Decomposed(SourceFile file, int at)
    {
        var line = file.Text.AsSpan(0, at).Count('\n') + 1;
        var column = at - file.Text.AsSpan(0, at).LastIndexOf('\n');
        return ContentFaults.DecomposedHangul.At(SourceLocation.OnLine(file.Path, line, column, 1),
            "The Korean here is written as loose jamo (Unicode form NFD), which search and ids do not match with composed syllables.",
            "Convert the file to Unicode form NFC.");
    }
}
