namespace Course.Content.Files;

/// <summary>Paths that authors write, relative to the lesson's folder.</summary>
internal static class RelativePath
{
    /// <summary>Whether a path stays below the folder on every system: forward slashes, no <c>..</c>, no <c>.</c>, no drive, no empty part.</summary>
    public static bool IsPlain(ReadOnlySpan<char> path)
    {
        if (path.IsEmpty || path.ContainsAny('\\', ':', '\0')) return false;
        foreach (var part in path.Split('/'))
        {
            if (path[part] is "" or "." or "..") return false;
        }

        return true;
    }
}
