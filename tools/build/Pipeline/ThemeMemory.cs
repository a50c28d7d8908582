using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Site.Theming;

namespace Course.Build.Pipeline;

/// <summary>Loads the theme again only when one of its files changed.</summary>
internal sealed class ThemeMemory(string folder)
{
    private ImmutableArray<(string, long, long)> _stamps;
    private ImmutableArray<string> _languages;
    private ClientScripts? _scripts;
    private Outcome<Theme?>? _theme;

    public Outcome<Theme?> Load(ImmutableArray<string> languages, ClientScripts scripts)
    {
        var stamps = Stamps();
        if (_theme is not null && _stamps.SequenceEqual(stamps) && _languages.SequenceEqual(languages) && ReferenceEquals(_scripts, scripts)) return _theme;
        (_stamps, _languages, _scripts) = (stamps, languages, scripts);
        var theme = ThemeLoader.Load(folder, languages);
        return _theme = new(theme.Value?.With(scripts), theme.Diagnostics);
    }

    private ImmutableArray<(string, long, long)> Stamps() => !Directory.Exists(folder) ? [] :
        [.. new[] { folder, Path.Combine(folder, "layouts"), Path.Combine(folder, "styles") }
            .Where(Directory.Exists)
            .SelectMany(static f => new DirectoryInfo(f).EnumerateFiles())
            .Select(static f => (f.FullName, f.Length, f.LastWriteTimeUtc.Ticks))
            .OrderBy(static f => f.FullName, StringComparer.Ordinal)];
}
