using System.Collections.Immutable;
using System.Globalization;

namespace Course.Build.Serving.Web;

/// <summary>Makes addresses that open an editor at a place.</summary>
/// <param name="Template">An address with {path}, {line} and {column}.</param>
internal sealed record EditorLink(string Template)
{
    private static readonly ImmutableSortedDictionary<string, string> Known = new Dictionary<string, string>
    {
        ["vscode"] = "vscode://file{path}:{line}:{column}",
        ["vscode-insiders"] = "vscode-insiders://file{path}:{line}:{column}",
        ["vscodium"] = "vscodium://file{path}:{line}:{column}",
        ["cursor"] = "cursor://file{path}:{line}:{column}",
        ["zed"] = "zed://file{path}:{line}:{column}",
        ["idea"] = "idea://open?file={path}&line={line}&column={column}",
        ["sublime"] = "subl://open?url=file://{path}&line={line}&column={column}",
        ["textmate"] = "txmt://open?url=file://{path}&line={line}&column={column}",
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Names of the editors that are known.</summary>
    public static IEnumerable<string> Names => Known.Keys;

    /// <summary>The editor of a name, or one whose address is given; null where it is neither.</summary>
    public static EditorLink? Of(string name) =>
        Known.TryGetValue(name, out var template) ? new(template)
        : name.Contains("{path}", StringComparison.Ordinal) && Uri.TryCreate(name.Replace("{path}", "/x", StringComparison.Ordinal), UriKind.Absolute, out _) ? new(name)
        : null;

    /// <summary>The address of a place.</summary>
    /// <param name="file">Absolute path.</param>
    /// <param name="line">From 1; 0 means the file as a whole.</param>
    /// <param name="column">From 1; 0 means the whole line.</param>
    public string To(string file, int line, int column)
    {
        var path = string.Join('/', file.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString)).Replace("%3A", ":", StringComparison.Ordinal);
        return Template
            .Replace("{path}", path.StartsWith('/') ? path : "/" + path, StringComparison.Ordinal)
            .Replace("{line}", Math.Max(line, 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)
            .Replace("{column}", Math.Max(column, 1).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
