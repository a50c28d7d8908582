using Microsoft.CodeAnalysis;

namespace Course.Checking;

/// <summary>Turns the compiler's locations into places.</summary>
internal static class Places
{
    /// <summary>
    /// The place as written: what <c>#line</c> says is not followed, since code could name any file of the machine there.
    /// </summary>
    public static Place Of(Location location)
    {
        var lines = location.GetLineSpan();
        var (start, end) = (lines.StartLinePosition, lines.EndLinePosition);
        return new(
            location.SourceTree?.FilePath ?? "", location.SourceSpan.Start, location.SourceSpan.Length,
            start.Line + 1, start.Character + 1, end.Line + 1, end.Character + 1);
    }
}
