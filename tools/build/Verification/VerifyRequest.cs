namespace Course.Build.Verification;

/// <summary>What <c>verify</c> is asked for.</summary>
internal sealed record VerifyRequest
{
    /// <summary>A part of the sessions, or null for all.</summary>
    public Shard? Shard { get; init; }

    /// <summary>A revision: only what has changed since then is proven; null for all.</summary>
    public string? ChangedSince { get; init; }

    /// <summary>How many seeds; 1 is the course's own alone.</summary>
    public int Seeds { get; init; } = 1;

    /// <summary>How often everything is run.</summary>
    public int Repeat { get; init; } = 1;

    /// <summary>Stop at the first session that is not proven.</summary>
    public bool FailFast { get; init; }

    /// <summary>Another version of a package to rehearse with, or null.</summary>
    public PackageVersion? With { get; init; }
}

/// <summary>A package at a version.</summary>
internal sealed record PackageVersion(string Package, string Version)
{
    /// <summary>Reads <c>TorchSharp=0.107.0</c>; null where it is not of that form.</summary>
    public static PackageVersion? Parse(string text) =>
        text.Split('=') is [{ Length: > 0 } package, { Length: > 0 } version] && IsName(package) && IsName(version) ? new(package, version) : null;

    // It is put into a project file, so that nothing else may pass.
    private static bool IsName(string text) => text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_' or '+');
}
