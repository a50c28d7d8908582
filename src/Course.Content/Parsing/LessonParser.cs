using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;
using Markdig;
using Markdig.Syntax;

namespace Course.Content.Parsing;

/// <summary>The stage Parse for markdown: one file to the lesson in one language. Pure, and safe to call from several threads.</summary>
public static class LessonParser
{
    private const int LongestLine = 10_000;

    /// <summary>Parses a text.</summary>
    /// <param name="file">The markdown file.</param>
    /// <param name="language">Its language.</param>
    /// <param name="code">C# files of the lesson's folder by relative path, for <c>include=</c>.</param>
    /// <returns>The text; with an empty document where it is nested too deeply or too long a line to be rendered.</returns>
    public static Outcome<LessonText> Parse(SourceFile file, string language, ImmutableSortedDictionary<string, SourceFile>? code = null)
    {
        var context = new ParseContext(file);
        code ??= LessonFiles.Empty.Code;
        var text = new LessonTextBuilder(context, code);
        var document = Tree(context);
        if (document is null || !new TreeReader(text).Read(document))
        {
            text = new(context, code);
            document = new();
        }

        return new(text.ToText(language, document), Sorted(context.Diagnostics));
    }

    private static MarkdownDocument? Tree(ParseContext context)
    {
        if (HasLongLine(context)) return null;
        try
        {
            return Markdown.Parse(context.File.Text, Dialect.Pipeline, context);
        }
        catch (ArgumentException)
        {
            // The library's way of refusing a tree beyond its depth limit; it does not say where.
            var line = MostNestedLine(context.File.Text);
            context.ReportLine(ContentFaults.TooDeep, line,
                "Quotes, lists, brackets or directives are nested too deeply, perhaps here.", "Flatten the text; escape characters that are meant as such.");
            return null;
        }
    }

    /// <summary>
    /// Whether a line is longer than anybody writes. The library looks for the end of a link from each bracket to the
    /// end of the line, so that the time for a hostile line grows with the square of its length.
    /// </summary>
    private static bool HasLongLine(ParseContext context)
    {
        var text = context.File.Text;
        if (text.Length <= LongestLine) return false;
        var line = 0;
        foreach (var words in text.AsSpan().EnumerateLines())
        {
            line++;
            if (words.Length <= LongestLine) continue;
            context.ReportLine(ContentFaults.LineTooLong, line,
                string.Create(CultureInfo.InvariantCulture, $"The line has {words.Length} characters; lines of a text have at most {LongestLine}."),
                "Break it into paragraphs, or move data into a file of its own.");
            return true;
        }

        return false;
    }

    /// <summary>The line with the most characters that can open something.</summary>
    private static int MostNestedLine(string text)
    {
        var (line, most, mostLine) = (0, -1, 1);
        foreach (var words in text.AsSpan().EnumerateLines())
        {
            line++;
            var count = 0;
            foreach (var c in words) count += c is '>' or '[' or '*' or '_' or '-' or '+' ? 1 : 0;
            if (count > most) (most, mostLine) = (count, line);
        }

        return mostLine;
    }

    private static ImmutableArray<Diagnostic> Sorted(IReadOnlyList<Diagnostic> diagnostics) =>
        diagnostics.Count == 0 ? [] : [.. diagnostics.Order(Diagnostic.ByPlace)];
}
