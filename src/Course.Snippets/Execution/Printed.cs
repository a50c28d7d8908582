namespace Course.Snippets.Execution;

/// <summary>What a dying process printed, cut down to what a diagnostic can quote.</summary>
internal static class Printed
{
    /// <summary>The first lines that are no stack frames, on one line, at most 300 characters.</summary>
    internal static string Gist(string text)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n')
            .Select(static l => l.Trim())
            .Where(static l => l.Length > 0 && !l.StartsWith("at ", StringComparison.Ordinal) && !l.StartsWith("frame #", StringComparison.Ordinal))
            .Take(4);
        var gist = string.Join(" ", lines);
        return gist.Length > 300 ? string.Concat(gist.AsSpan(0, 300), "…") : gist;
    }
}
