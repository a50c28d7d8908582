using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Course.Browser.Tests.Serving;

namespace Course.Browser.Tests.Reading;

/// <summary>All pages, parsed, with the means to follow their links.</summary>
internal sealed class SitePages
{
    private readonly Dictionary<string, IHtmlDocument> _documents;
    private readonly BuiltSite _site;

    public SitePages(BuiltSite site)
    {
        _site = site;
        var parser = new HtmlParser();
        _documents = site.Pages.ToDictionary(
            static path => path, path => parser.ParseDocument(File.ReadAllText(Path.Combine(site.Folder, path))), StringComparer.Ordinal);
    }

    public IEnumerable<(string Path, IHtmlDocument Document)> All => _documents.Select(static d => (d.Key, d.Value));

    public IHtmlDocument this[string path] => _documents[path];

    /// <summary>
    /// The file that a link of a page leads to, and the element that it names, if any; null for links to other hosts.
    /// Paths are resolved as a browser does, and one that leaves the sub-path leads nowhere.
    /// </summary>
    public (string? File, IElement? Target, string Fragment)? Follow(string from, string href)
    {
        const string Base = "http://site/course/";
        var address = new Uri(new Uri(Base + Address(from)), href);
        if (address.Host != "site") return null;
        var fragment = Uri.UnescapeDataString(address.Fragment.TrimStart('#'));
        if (!address.AbsoluteUri.StartsWith(Base, StringComparison.Ordinal)) return (null, null, fragment);
        var path = Uri.UnescapeDataString(address.AbsolutePath["/course/".Length..]);
        if (path.Length == 0 || path.EndsWith('/')) path += "index.html";
        if (!File.Exists(Path.Combine(_site.Folder, path))) return (null, null, fragment);
        return (path, _documents.GetValueOrDefault(path)?.GetElementById(fragment), fragment);
    }

    private static string Address(string path) => path.EndsWith("index.html", StringComparison.Ordinal) ? path[..^"index.html".Length] : path;
}
