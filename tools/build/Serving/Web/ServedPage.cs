using System.Text;
using Course.Build.Serving.Building;
using Course.Site;

namespace Course.Build.Serving.Web;

/// <summary>What an address leads to.</summary>
/// <param name="File">The file of the site, or null where a site has not even a page for what is not there.</param>
/// <param name="Status">200 or 404.</param>
/// <param name="Base">Where links of the page start from, when that is not the address.</param>
internal sealed record ServedPage(SiteFile? File, int Status, string? Base)
{
    private const string NothingYet = "<!doctype html><html><head><meta charset=\"utf-8\"><title>Course</title></head><body></body></html>";

    /// <summary>Whether it is a page, into which the live client comes.</summary>
    public bool IsHtml => File is null || File.Path.EndsWith(".html", StringComparison.Ordinal);

    /// <summary>Differs when what the browser shows differs.</summary>
    public string Version => File is null ? "none" : File.Hash[..16];

    /// <summary>Finds the file of an address; the page that says so where there is none.</summary>
    /// <param name="site">The site.</param>
    /// <param name="path">Path of the address, decoded, with its leading slash.</param>
    public static ServedPage Of(LiveSite site, string path)
    {
        var name = path[1..];
        if (site.Files.TryGetValue(name.Length == 0 || name.EndsWith('/') ? name + "index.html" : name, out var file)) return new(file, 200, null);
        var language = LanguageOf(site, path);
        return site.Files.TryGetValue(language + "/404.html", out var missing) ? new(missing, 404, $"/{language}/") : new(null, 404, null);
    }

    /// <summary>The language of an address; the course's first where it has none.</summary>
    public static string LanguageOf(LiveSite site, string path)
    {
        var first = path.Split('/', 3)[1];
        return site.Languages.Contains(first) ? first : site.Languages is [var language, ..] ? language : "en";
    }

    /// <summary>The page with the live client. Published files never have it.</summary>
    public string Html()
    {
        var html = File is null ? NothingYet : Encoding.UTF8.GetString(File.Bytes.Span);
        var start = Base is null ? "" : $"<base href=\"{Base}\">";
        var client = $"<link rel=\"stylesheet\" href=\"{LiveClient.Style}\" data-live><script type=\"module\" src=\"{LiveClient.Script}\" data-live=\"{Version}\"></script>";
        // First in the head: the client has to see the page before the site's own scripts change it.
        var head = html.IndexOf("<head>", StringComparison.Ordinal);
        return head < 0 ? start + client + html : html.Insert(head + "<head>".Length, start + client);
    }
}
