namespace Course.Site.Publishing;

/// <summary>Where a publish works. The state lies beside the site, never inside it, so that the site can be copied as it is.</summary>
/// <param name="Site">The site that readers get.</param>
internal sealed record PublishFolders(string Site)
{
    public string State { get; } = Site.TrimEnd(Path.DirectorySeparatorChar, '/') + ".state";

    public string Staging => Path.Combine(State, "staging");

    public string Manifest => Path.Combine(State, "manifest");

    public string NextManifest => Path.Combine(State, "manifest.next");

    public string Journal => Path.Combine(State, "journal");

    public string Lock => Path.Combine(State, "lock");

    /// <summary>What was compressed before, by the hash of what it was made from.</summary>
    public string Compressed => Path.Combine(State, "compressed");

    public string InSite(string path) => Path.Combine(Site, path);

    /// <summary>Where the next form of a file waits. The staging folder mirrors the site, so that a first publish moves it as a whole.</summary>
    public string Staged(string path) => Path.Combine(Staging, path);
}
