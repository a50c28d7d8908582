using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Course.Site.Linking;

/// <summary>Reads the links of pages. They are our own HTML, so attributes are in double quotes and text holds no bare angle brackets.</summary>
/// <param name="home">Where the site is served, or null.</param>
/// <param name="pool">Keeps what many pages write alike.</param>
internal sealed class PageReader(Uri? home, StringPool pool)
{
    /// <summary>Longer attributes are rare.</summary>
    private const int CommonLength = 256;

    /// <summary>Reads a page.</summary>
    public PageLinks Read(SiteFile file)
    {
        var html = file.Bytes.Span;
        var links = ImmutableArray.CreateBuilder<PageLink>();
        foreach (var (at, value) in new Attributes(html, " href=\""u8)) AddLink(links, file.Path, Text(html[value]), AlternateLanguage(html, at));
        foreach (var (_, value) in new Attributes(html, " src=\""u8)) AddLink(links, file.Path, Text(html[value]), null);
        var anchors = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, value) in new Attributes(html, " id=\""u8)) anchors.Add(Text(html[value]));
        return new(First(html, " lang=\""u8) ?? "", links.ToImmutable(), anchors);
    }

    private string? First(ReadOnlySpan<byte> html, ReadOnlySpan<byte> attribute)
    {
        foreach (var (_, value) in new Attributes(html, attribute)) return Text(html[value]);
        return null;
    }

    private string Text(ReadOnlySpan<byte> value)
    {
        Span<char> buffer = value.Length <= CommonLength ? stackalloc char[CommonLength] : new char[value.Length];
        var text = buffer[..Encoding.UTF8.GetChars(value, buffer)];
        return pool.Of(text.Contains('&') ? WebUtility.HtmlDecode(text.ToString()) : text);
    }

    /// <summary>The language of an alternate version of the page, where the link at a place names one.</summary>
    private string? AlternateLanguage(ReadOnlySpan<byte> html, int at)
    {
        var tag = html[html[..at].LastIndexOf((byte)'<')..];
        if (!tag.StartsWith("<link"u8)) return null;
        if (tag.IndexOf((byte)'>') is >= 0 and var end) tag = tag[..(end + 1)];
        return tag.IndexOf("rel=\"alternate\""u8) < 0 ? null : First(tag, " hreflang=\""u8);
    }

    private void AddLink(ImmutableArray<PageLink>.Builder links, string page, string written, string? language)
    {
        var address = written.AsSpan();
        var isFromRoot = Drop(ref address, home?.AbsoluteUri) || Drop(ref address, home?.AbsolutePath) || Drop(ref address, "/");
        var anchor = ReadOnlySpan<char>.Empty;
        if (address.IndexOf('#') is >= 0 and var hash)
        {
            anchor = address[(hash + 1)..];
            address = address[..hash];
        }

        if (address.IndexOf('?') is >= 0 and var query) address = address[..query];

        // Two slashes at the start, or a scheme, lead to another host.
        if (isFromRoot ? address.StartsWith('/') : HasScheme(address)) return;
        links.Add(new(written, FileAt(page, isFromRoot, Unescaped(address)), pool.Of(Unescaped(anchor)), language));
    }

    private static bool Drop(ref ReadOnlySpan<char> address, string? start)
    {
        if (start is null || !address.StartsWith(start)) return false;
        address = address[start.Length..];
        return true;
    }

    private static bool HasScheme(ReadOnlySpan<char> path)
    {
        var colon = path.IndexOf(':');
        return colon > 0 && !path[..colon].Contains('/');
    }

    private static ReadOnlySpan<char> Unescaped(ReadOnlySpan<char> text) => text.Contains('%') ? Uri.UnescapeDataString(text) : text;

    /// <summary>The file that a path leads to from a page: folders stand for their index.html.</summary>
    private string FileAt(string page, bool isFromRoot, ReadOnlySpan<char> path)
    {
        const string Index = "index.html";
        if (path.IsEmpty && !isFromRoot) return page;
        var most = page.Length + path.Length + Index.Length + 2;
        Span<char> file = most <= CommonLength ? stackalloc char[CommonLength] : new char[most];
        var length = 0;
        if (!isFromRoot && path[0] != '/')
        {
            length = Math.Max(0, page.LastIndexOf('/'));
            page.AsSpan(0, length).CopyTo(file);
        }

        var isFolder = true;
        foreach (var range in path.Split('/'))
        {
            var step = path[range];
            isFolder = step is "" or "." or "..";
            if (step is "..") length = Math.Max(0, file[..length].LastIndexOf('/'));
            else if (!isFolder) Append(file, step);
        }

        if (isFolder) Append(file, Index);
        return pool.Of(file[..length]);

        void Append(Span<char> file, ReadOnlySpan<char> step)
        {
            if (length > 0) file[length++] = '/';
            step.CopyTo(file[length..]);
            length += step.Length;
        }
    }
}
