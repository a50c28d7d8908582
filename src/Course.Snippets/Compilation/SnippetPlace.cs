using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Records;
using Microsoft.CodeAnalysis.Text;

namespace Course.Snippets.Compilation;

/// <summary>Characters of a snippet's code.</summary>
internal readonly record struct SnippetPlace(Snippet Snippet, TextSpan Span)
{
    /// <summary>The place in the file that the author edits: the markdown, or the file that it includes.</summary>
    public SourceLocation InFile
    {
        get
        {
            var (line, column) = LineAndColumn(Snippet.Code, Span.Start);
            var (endLine, endColumn) = LineAndColumn(Snippet.Code, Span.End);
            return new(
                Snippet.CodeFile, Snippet.CodeLine + line, Snippet.CodeColumn + column + 1,
                Snippet.CodeLine + endLine, Snippet.CodeColumn + endColumn + 1);
        }
    }

    /// <summary>A finding at this place, counted within the code.</summary>
    public Finding Finding(string id, System.Collections.Immutable.ImmutableSortedDictionary<string, string> message)
    {
        var (line, column) = LineAndColumn(Snippet.Code, Span.Start);
        var (endLine, endColumn) = LineAndColumn(Snippet.Code, Span.End);
        return new(id, message, line + 1, column + 1, endLine + 1, endColumn + 1);
    }

    // Markdown knows '\n' only, whereas Roslyn also ends a line at U+2028 and the like; hence no SourceText here.
    private static (int Line, int Column) LineAndColumn(string code, int offset)
    {
        var before = code.AsSpan(0, Math.Min(offset, code.Length));
        var lastBreak = before.LastIndexOf('\n');
        return (before.Count('\n'), before.Length - lastBreak - 1);
    }
}
