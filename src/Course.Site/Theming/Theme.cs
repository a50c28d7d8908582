using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Site.Theming;

/// <summary>How pages look: the layouts, words and assets of a site/ folder.</summary>
/// <param name="Layouts">The parsed layouts by name, <c>lesson</c> for lesson.sbn.</param>
/// <param name="Strings">Words by language.</param>
/// <param name="Assets">Files that are published as they are, under names that carry their hash.</param>
/// <param name="StyleSheet">Path of the style sheet below the site's root.</param>
/// <param name="Icon">Path of the icon below the site's root, or null where the theme has none.</param>
/// <param name="Hash">Hash of everything above.</param>
public sealed record Theme(
    Layouts Layouts, ImmutableSortedDictionary<string, Strings> Strings,
    ImmutableArray<SiteFile> Assets, string StyleSheet, string? Icon, string Hash)
{
    /// <summary>The bundled scripts.</summary>
    public ClientScripts Scripts { get; private init; } = ClientScripts.None;

    /// <summary>The style sheet of the editor, which comes with it; null where the theme has none.</summary>
    public string? CheckStyleSheet { get; init; }

    /// <summary>The icon as PNG, by its width in pixels: what phones and desktops show for an installed site.</summary>
    public ImmutableSortedDictionary<int, SiteFile> AppIcons { get; private init; } = ImmutableSortedDictionary<int, SiteFile>.Empty;

    /// <summary>What checks learners' code in the page.</summary>
    public CheckerFiles Checker { get; private init; } = CheckerFiles.None;

    /// <summary>The same theme with the checker. Its files are no assets, which every reader's browser keeps.</summary>
    public Theme With(CheckerFiles checker) => this with { Checker = checker, Hash = ContentHash.OfParts([Hash, checker.Folder ?? ""]) };

    /// <summary>Whether an asset is needed by every page; others come when somebody turns to the editor.</summary>
    internal bool IsForEveryPage(SiteFile asset) => asset.Path != CheckStyleSheet && !Scripts.OnDemand.Contains(asset.Path);

    /// <summary>The same theme with its scripts. The worker is no asset: it is published at the root, under a name that stays.</summary>
    public Theme With(ClientScripts scripts) => this with
    {
        Scripts = scripts,
        Assets = [.. Assets, .. scripts.WithoutWorker().Files],
        Hash = ContentHash.OfParts([Hash, .. scripts.Files.Select(static file => file.Path)]),
    };

    /// <summary>The same theme with its icon in the sizes of apps.</summary>
    public Theme With(ImmutableSortedDictionary<int, SiteFile> appIcons) => this with
    {
        AppIcons = appIcons,
        Assets = [.. Assets, .. appIcons.Values],
        Hash = ContentHash.OfParts([Hash, .. appIcons.Values.Select(static file => file.Path)]),
    };
}

/// <summary>Reads a theme from disk.</summary>
public static class ThemeLoader
{
    /// <summary>Reads the theme of a course in some languages.</summary>
    /// <param name="folder">The site/ folder.</param>
    /// <param name="languages">Languages that need words.</param>
    /// <returns>The theme; with errors, one that must not be used.</returns>
    public static Outcome<Theme?> Load(string folder, IEnumerable<string> languages)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        try
        {
            var layouts = Layouts.Read(Path.Combine(folder, "layouts"), found);
            var strings = StringTables.Read(folder, languages, found);
            var style = ReadStyles(Path.Combine(folder, "styles"));
            var check = ReadStyles(Path.Combine(folder, "styles", "check"));
            var checkSheet = check.Length == 0 ? null : SiteFile.FromText($"assets/check.{ContentHash.Of(check)[..10]}.css", check);
            var hash = ContentHash.Of(style);
            var sheet = SiteFile.FromText($"assets/course.{hash[..10]}.css", style);
            var icon = ReadIcon(Path.Combine(folder, "icon.svg"));
            var all = ContentHash.OfParts(
                [hash, checkSheet?.Hash ?? "", icon?.Hash ?? "", layouts.Hash, .. strings.Values.SelectMany(static s => s.Keys.Order(StringComparer.Ordinal).SelectMany(k => new[] { k, s[k] }))]);
            ImmutableArray<SiteFile> assets = [sheet, .. new[] { checkSheet, icon }.OfType<SiteFile>()];
            return new(new(layouts, strings, assets, sheet.Path, icon?.Path, all) { CheckStyleSheet = checkSheet?.Path }, found.ToImmutable());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            found.Add(SiteFaults.BadTheme.At(
                SourceLocation.WholeFile(folder), $"The theme cannot be read: {e.Message}",
                "Restore the folder site/ with its layouts, styles and strings, or name another with --site."));
            return new(null, found.ToImmutable());
        }
    }

    private static string ReadStyles(string folder) => !Directory.Exists(folder) ? "" : StyleSheet.Compact(string.Concat(Directory.EnumerateFiles(folder, "*.css")
        .Order(StringComparer.Ordinal)
        .Select(static file => File.ReadAllText(file).ReplaceLineEndings("\n"))));

    private static SiteFile? ReadIcon(string path)
    {
        if (!File.Exists(path)) return null;
        var bytes = File.ReadAllBytes(path);
        return new($"assets/icon.{ContentHash.Of(bytes)[..10]}.svg", bytes);
    }
}
