using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Build.Reporting;
using Course.Build.Serving.Building;
using Course.Diagnostics;

namespace Course.Build.Serving.Web;

/// <summary>What a browser is told of the page that it shows: one event.</summary>
/// <param name="Version">Which form of the page this is about.</param>
/// <param name="Html">The page, where the browser has another form of it.</param>
/// <param name="IsCurrent">Whether the page shows the content as it is now.</param>
/// <param name="Problems">What is wrong, that of this page's lesson first.</param>
/// <param name="More">Problems that are left out, since nobody reads so many.</param>
/// <param name="Running">Ids of the page's snippets whose output is being made.</param>
/// <param name="Words">What the client says.</param>
internal sealed record PageState(
    string Version, string? Html, bool IsCurrent, Problem[] Problems, int More, string[] Running, IReadOnlyDictionary<string, string> Words);

/// <summary>A diagnostic as the page shows it.</summary>
/// <param name="Here">Whether it is of the lesson whose page it is.</param>
/// <param name="Place">File, line and column.</param>
/// <param name="Editor">Address that opens the place in the author's editor, or null.</param>
internal sealed record Problem(
    string Id, string Severity, bool Here, string Place, string? Editor, string Message, string Remedy, string[] Excerpt);

/// <summary>Makes what browsers are told.</summary>
/// <param name="root">The course root.</param>
/// <param name="theme">Folder with layouts, strings and styles.</param>
/// <param name="editor">How places are opened, or null.</param>
internal sealed class PageStates(string root, string theme, EditorLink? editor)
{
    private const int MostProblems = 40;

    /// <summary>The state of the page at a path, for a browser that shows one form of it.</summary>
    public PageState Of(LiveSite site, string path, string? have)
    {
        var page = ServedPage.Of(site, path);
        var lesson = site.Lessons.Keys.FirstOrDefault(address => path.EndsWith("/" + address, StringComparison.Ordinal));
        var folder = lesson is null ? null : site.Lessons[lesson] + "/";
        var excerpts = new SourceExcerpt(root);
        var problems = site.Diagnostics
            .Where(static d => d.Severity != Severity.Info)
            .Select(d => (Diagnostic: d, Here: folder is not null && d.Location.File.StartsWith(folder, StringComparison.Ordinal)))
            .OrderByDescending(static d => d.Here).ThenByDescending(static d => d.Diagnostic.Severity)
            .ToList();
        return new(
            page.Version, page.Version == have ? null : page.Html(), site.IsCurrent,
            [.. problems.Take(MostProblems).Select(p => ProblemOf(p.Diagnostic, p.Here, excerpts))], Math.Max(0, problems.Count - MostProblems),
            [.. site.Running.Where(r => r.Lesson == lesson).Select(static r => r.Snippet)],
            (site.Words.GetValueOrDefault(ServedPage.LanguageOf(site, path)) ?? LiveWords.Of(null)).ByKey);
    }

    private Problem ProblemOf(Diagnostic diagnostic, bool here, SourceExcerpt excerpts)
    {
        var place = diagnostic.Location;
        return new(
            diagnostic.Id, diagnostic.Severity.ToString().ToLowerInvariant(), here, place.ToString(),
            editor?.To(FullPath(place.File), place.StartLine, place.StartColumn), diagnostic.Message, diagnostic.Remedy, [.. excerpts.Of(place)]);
    }

    private string FullPath(string file) =>
        File.Exists(Path.Combine(root, file)) || !file.StartsWith("site/", StringComparison.Ordinal) ? Path.Combine(root, file) : Path.Combine(theme, file["site/".Length..]);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(PageState))]
internal sealed partial class PageStateJson : JsonSerializerContext
{
    /// <summary>Writes markup as it is: the client parses the text as JSON, so that nothing in it is code.</summary>
    public static PageStateJson Plain { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });
}
