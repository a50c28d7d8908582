using Course.Build.Serving.Web;

namespace Course.Build.Serving;

/// <summary>What serve is asked for beside what to build.</summary>
/// <param name="Port">The port; null takes the first that is free from <see cref="FirstPort"/> on; 0 takes any.</param>
/// <param name="Open">Open the browser.</param>
/// <param name="Editor">How places in files are opened, or null.</param>
internal sealed record ServeOptions(int? Port, bool Open, EditorLink? Editor)
{
    /// <summary>The port that is tried first.</summary>
    public const int FirstPort = 4060;

    /// <summary>How many are tried.</summary>
    public const int Ports = 20;
}
