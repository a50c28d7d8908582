using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests;

/// <summary>Snippets and sessions as Parse would hand them over.</summary>
internal static class Make
{
    public const string File = "content/tracks/01-t/01-l/en.md";

    /// <summary>A snippet whose fence stands one line above its code.</summary>
    public static Snippet Snippet(
        string id, string code, int line = 10, SnippetMode mode = SnippetMode.Run, string[]? fails = null,
        string? throws = null, string[]? reports = null, string session = "main", int column = 0, string file = File) =>
        new(id, null, mode, mode == SnippetMode.Run ? null : "because", [.. fails ?? []], throws, [.. reports ?? []],
            Hidden: false, Fold: false, session, Content.Snippets.Snippet.DefaultTimeout, Tolerance: null,
            ShownLines: null, Highlight: null, code, file, line, column, SourceLocation.WholeLine(File, line - 1));

    /// <summary>A session of the snippets.</summary>
    public static SessionSource Session(params Snippet[] snippets) =>
        new("lesson", "main", [.. snippets], ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), 6);
}
