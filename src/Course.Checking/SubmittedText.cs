using System.Text;
using Course.Checking.Hostile;

namespace Course.Checking;

/// <summary>A source text that somebody wants checked.</summary>
/// <param name="Name">What findings call it: a path, or any other name. Nothing is read from there.</param>
/// <param name="Text">The C#.</param>
public sealed record SubmittedText(string Name, string Text)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads bytes as UTF-8.</summary>
    /// <returns>The text, or why it is refused.</returns>
    public static (SubmittedText? Text, Refusal? Refusal) FromBytes(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > ScanLimits.Bytes) return (null, new(RefusalReason.TooLong, name, 1));
        if (bytes.StartsWith<byte>([0xEF, 0xBB, 0xBF])) bytes = bytes[3..];
        try
        {
            return (new(name, Strict.GetString(bytes)), null);
        }
        catch (DecoderFallbackException)
        {
            return (null, new(RefusalReason.NotUtf8, name, 1));
        }
    }
}
