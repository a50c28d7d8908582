using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Course.Diagnostics;

namespace Course.Site.Linking;

/// <summary>
/// Checks the finished site as a browser meets it: every link leads to a file that is there, every anchor to an id, and
/// every version of a page in another language back to it. What authors can break is told earlier, with its line; this
/// finds what layouts, strings and the engine itself break.
/// </summary>
internal sealed class SiteLinks
{
    /// <summary>Pages that were read before: a page that has not changed is the same object.</summary>
    private readonly ConditionalWeakTable<SiteFile, PageLinks> _read = [];

    private readonly StringPool _pool = new();

    /// <summary>Checks a site.</summary>
    /// <param name="files">All its files.</param>
    /// <param name="home">Where it is served, or null.</param>
    public ImmutableArray<Diagnostic> Check(ImmutableArray<SiteFile> files, Uri? home)
    {
        var paths = files.Select(static f => f.Path).ToHashSet(StringComparer.Ordinal);

        // Where two files have one address, it is open which of them a link leads to; publishing reports the clash.
        if (paths.Count < files.Length) return [];
        var pages = files.Where(static f => f.Path.EndsWith(".html", StringComparison.Ordinal)).ToArray();
        var read = new PageLinks[pages.Length];
        var reader = new PageReader(home, _pool);
        Parallel.For(0, pages.Length, i => read[i] = _read.GetValue(pages[i], reader.Read));
        var byPath = new Dictionary<string, PageLinks>(pages.Length, StringComparer.Ordinal);
        for (var i = 0; i < pages.Length; i++) byPath[pages[i].Path] = read[i];

        var found = new ImmutableArray<Diagnostic>[pages.Length];
        Parallel.For(0, pages.Length, i => found[i] = Check(pages[i].Path, read[i], paths, byPath));
        return [.. found.SelectMany(static f => f)];
    }

    /// <summary>Files of the site that a page links to or shows, as it was read when the site was checked.</summary>
    public IEnumerable<string> TargetsOf(SiteFile page) => _read.TryGetValue(page, out var links) ? links.Links.Select(static l => l.File).Distinct() : [];

    private static ImmutableArray<Diagnostic> Check(string path, PageLinks page, HashSet<string> paths, Dictionary<string, PageLinks> pages)
    {
        List<Diagnostic>? found = null;
        foreach (var link in page.Links)
        {
            if (!paths.Contains(link.File))
            {
                Add(SiteFaults.BrokenLink, $"The page links to `{link.Written}`, and the site has no file `{link.File}`.");
            }
            else if (link.Anchor.Length > 0 && pages.TryGetValue(link.File, out var target) && !target.Anchors.Contains(link.Anchor))
            {
                Add(SiteFaults.BrokenAnchor, $"The page links to `{link.Written}`, and `{link.File}` has no id `{link.Anchor}`.");
            }
        }

        foreach (var alternate in page.Links.Where(static l => l.Language is not null and not "x-default"))
        {
            if (!pages.TryGetValue(alternate.File, out var twin)) continue;
            if (twin.Language != alternate.Language)
            {
                Add(SiteFaults.BrokenPair, $"`{alternate.File}` is named as the page's version in `{alternate.Language}`, but says that its language is `{twin.Language}`.");
            }
            else if (!twin.Links.Any(back => back.Language == page.Language && back.File == path))
            {
                Add(SiteFaults.BrokenPair, $"`{alternate.File}` is named as the page's version in `{alternate.Language}`, but does not name this page in turn, so search engines ignore both.");
            }
        }

        return found is null ? [] : [.. found.Distinct()];

        void Add(Fault fault, string message) => (found ??= []).Add(fault.At(
            SourceLocation.WholeFile(path), message, "Mend the layout in site/layouts that writes the link; where no layout does, it is a fault of the engine: report it."));
    }
}
