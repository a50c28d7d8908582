using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Theming;

namespace Course.Build.Pipeline;

/// <summary>Loads the theme again only when one of its files changed.</summary>
internal sealed class ThemeMemory(string folder)
{
    /// <summary>Two saves within one tick of the file system's clock leave one time stamp: files this young are read again.</summary>
    private static readonly TimeSpan StampGrain = TimeSpan.FromSeconds(2);

    private ImmutableArray<(string, long, DateTime)> _stamps = [];
    private ImmutableArray<string> _languages = [];
    private ClientScripts? _scripts;
    private CheckerFiles _checker = CheckerFiles.None;
    private ImmutableSortedDictionary<int, SiteFile> _appIcons = ImmutableSortedDictionary<int, SiteFile>.Empty;
    private DateTime _loaded;
    private Outcome<Theme?>? _theme;

    public Outcome<Theme?> Load(ImmutableArray<string> languages, ClientScripts scripts, ImmutableSortedDictionary<int, SiteFile> appIcons, CheckerFiles checker)
    {
        var now = DateTime.UtcNow;
        var stamps = Stamps();
        var isSettled = stamps.All(stamp => stamp.Item3 + StampGrain < _loaded);
        if (_theme is not null && isSettled && _stamps.SequenceEqual(stamps) && _languages.SequenceEqual(languages) && ReferenceEquals(_scripts, scripts) && _checker.Folder == checker.Folder && _appIcons.Values.Select(static i => i.Path).SequenceEqual(appIcons.Values.Select(static i => i.Path))) return _theme;
        var read = ThemeLoader.Load(folder, languages);
        var theme = new Outcome<Theme?>(read.Value?.With(scripts).With(appIcons).With(checker), read.Diagnostics);
        var isSame = theme is { Value: { } loaded, HasErrors: false } && _theme is { Value: { } known, HasErrors: false }
            && loaded.Hash == known.Hash && _languages.SequenceEqual(languages) && theme.Diagnostics.SequenceEqual(_theme.Diagnostics);
        (_stamps, _languages, _scripts, _appIcons, _checker, _loaded) = (stamps, languages, scripts, appIcons, checker, now);

        // The same object tells later stages that nothing changed.
        return isSame ? _theme! : _theme = theme;
    }

    private ImmutableArray<(string, long, DateTime)> Stamps() => !Directory.Exists(folder) ? [] :
        [.. new[] { folder, Path.Combine(folder, "layouts"), Path.Combine(folder, "styles") }
            .Where(Directory.Exists)
            .SelectMany(static f => new DirectoryInfo(f).EnumerateFiles())
            .Select(static f => (f.FullName, f.Length, f.LastWriteTimeUtc))
            .OrderBy(static f => f.FullName, StringComparer.Ordinal)];
}
