using System.Collections.Immutable;
using System.Net;
using System.Runtime.InteropServices;
using System.Text;

namespace Course.Site.Linking;

/// <summary>A link of a page.</summary>
/// <param name="Written">As the page writes it.</param>
/// <param name="File">The file of the site that it leads to.</param>
/// <param name="Anchor">The anchor there, or nothing.</param>
/// <param name="Language">The language of an alternate version (<c>hreflang</c> in the head), or null for any other link.</param>
internal readonly record struct PageLink(string Written, string File, string Anchor, string? Language);

/// <summary>What one page says about others, and what others can lead to in it.</summary>
/// <param name="Language">Language of the page.</param>
/// <param name="Links">Links into the site; those that leave it are not there.</param>
/// <param name="Anchors">Ids.</param>
internal sealed record PageLinks(string Language, ImmutableArray<PageLink> Links, HashSet<string> Anchors)
{
    /// <summary>Reads a page. It is our own HTML, so attributes are in double quotes and text holds no bare angle brackets.</summary>
    /// <param name="file">The page.</param>
    /// <param name="home">Where the site is served, or null.</param>
    public static PageLinks Of(SiteFile file, Uri? home)
    {
        var html = file.Bytes.Span;
        var links = ImmutableArray.CreateBuilder<PageLink>();
        foreach (var (at, value) in Values(html, " href=\""u8)) AddLink(links, file.Path, value, home, AlternateLanguage(html, at));
        foreach (var (_, value) in Values(html, " src=\""u8)) AddLink(links, file.Path, value, home, null);
        var language = Values(html, " lang=\""u8) is [var (_, first), ..] ? first : "";
        return new(language, links.ToImmutable(), Values(html, " id=\""u8).Select(static v => v.Value).ToHashSet(StringComparer.Ordinal));
    }

    private static List<(int At, string Value)> Values(ReadOnlySpan<byte> html, ReadOnlySpan<byte> attribute)
    {
        var values = new List<(int, string)>();
        for (var at = html.IndexOf(attribute); at >= 0;)
        {
            var start = at + attribute.Length;
            var length = html[start..].IndexOf((byte)'"');
            if (length < 0) break;

            // A listing may show such words: they are an attribute only where the last bracket before them opens a tag.
            if (html[..at].LastIndexOfAny((byte)'<', (byte)'>') is >= 0 and var bracket && html[bracket] == '<')
            {
                values.Add((at, WebUtility.HtmlDecode(Encoding.UTF8.GetString(html.Slice(start, length)))));
            }

            var next = html[(start + length)..].IndexOf(attribute);
            at = next < 0 ? -1 : start + length + next;
        }

        return values;
    }

    /// <summary>The language of an alternate version of the page, where the link at a place names one.</summary>
    private static string? AlternateLanguage(ReadOnlySpan<byte> html, int at)
    {
        var start = html[..at].LastIndexOf((byte)'<');
        var end = html[at..].IndexOf((byte)'>');
        var tag = html[start..(end < 0 ? html.Length : at + end)];
        if (!tag.StartsWith("<link"u8) || tag.IndexOf("rel=\"alternate\""u8) < 0) return null;
        return Values(html[start..(at + end + 1)], " hreflang=\""u8) is [var (_, language), ..] ? language : null;
    }

    private static void AddLink(ImmutableArray<PageLink>.Builder links, string page, string written, Uri? home, string? language)
    {
        var address = home is null ? written
            : written.StartsWith(home.AbsoluteUri, StringComparison.Ordinal) ? "/" + written[home.AbsoluteUri.Length..]
            : written.StartsWith(home.AbsolutePath, StringComparison.Ordinal) ? "/" + written[home.AbsolutePath.Length..]
            : written;
        var (path, anchor) = address.IndexOf('#', StringComparison.Ordinal) is >= 0 and var hash ? (address[..hash], address[(hash + 1)..]) : (address, "");
        if (path.IndexOf('?', StringComparison.Ordinal) is >= 0 and var query) path = path[..query];
        if (path.StartsWith("//", StringComparison.Ordinal) || HasScheme(path)) return;
        links.Add(new(written, Resolve(page, Uri.UnescapeDataString(path)), Uri.UnescapeDataString(anchor), language));
    }

    private static bool HasScheme(string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && path.AsSpan(0, colon).IndexOf('/') < 0;
    }

    /// <summary>The file that a path leads to from a page: folders stand for their index.html.</summary>
    private static string Resolve(string page, string path)
    {
        if (path.Length == 0) return page;
        var parts = new List<string>();
        if (path[0] != '/') parts.AddRange(page.Split('/')[..^1]);
        var steps = path.Split('/');
        foreach (var step in steps)
        {
            if (step == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (step is not ("" or "." or "..")) parts.Add(step);
        }

        if (steps[^1] is "" or "." or "..") parts.Add("index.html");
        return string.Join('/', CollectionsMarshal.AsSpan(parts));
    }
}
