using System.Collections.Immutable;
using System.Text;
using Course.Content.Files;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Syntax;

namespace Course.Content.Directives.Snippets;

/// <summary>Reads the attributes and the code of fenced blocks.</summary>
internal static class SnippetReader
{
    /// <summary>The info word of snippets.</summary>
    public const string Language = "csharp";

    private static readonly string[] NearLanguages = ["cs", "c#", "csharp"];

    /// <summary>Fills a snippet block and adds its snippet to the text.</summary>
    public static void Read(SnippetBlock block, LessonTextBuilder text)
    {
        var context = text.Context;
        var (start, infoEnd, end) = FenceLine(block, context);
        var attributes = AttributeList.Parse(context, infoEnd, end);
        var given = attributes.Names;
        var id = SnippetAttributes.Id(attributes);
        var title = attributes.Text("title");
        var (code, file, line, column) = Code(block, attributes, text);
        var snippet = SnippetAttributes.Read(attributes, context, code) with
        {
            Title = title,
            Code = code,
            CodeFile = file,
            CodeLine = line,
            CodeColumn = column,
            Location = context.LocationOf(start, end - start),
            Given = given,
        };
        attributes.Finish("A snippet");
        if (attributes.Take("id") is null)
        {
            var proposed = text.ProposeSnippetId(title);
            context.Report(ContentFaults.SnippetWithoutId, start, end - start,
                "The snippet has no id, so neither its output nor its translation can be told apart from others.",
                $"Write `csharp id={proposed}`, or use another language name, such as `text`, for code that is not C#.");
            id ??= proposed;
        }

        block.Snippet = text.AddSnippet(snippet with { Id = id ?? text.ProposeSnippetId(title) });
    }

    /// <summary>Judges the info of a fenced block of another language.</summary>
    public static void ReadPlain(FencedCodeBlock block, LessonTextBuilder text)
    {
        var (start, infoEnd, end) = FenceLine(block, text.Context);
        if (NearLanguages.Contains(block.Info, StringComparer.OrdinalIgnoreCase))
        {
            text.Context.Report(ContentFaults.LanguageName, start, infoEnd - start,
                $"C# is written `{Language}` here, so `{block.Info}` would be a listing that nobody proves.",
                $"Write `{Language} id=…`, or `text` for code that is not meant to be run.");
        }
        else if (!text.Context.File.Text.AsSpan(infoEnd, end - infoEnd).IsWhiteSpace())
        {
            text.Context.Report(ContentFaults.UnknownAttribute, infoEnd + 1, end - infoEnd - 1,
                "A listing that is not C# takes no attributes.", $"Remove them, or make it a snippet with `{Language} id=…`.");
        }
    }

    private static (int Start, int InfoEnd, int End) FenceLine(FencedCodeBlock block, ParseContext context)
    {
        var text = context.File.Text;
        var start = block.Span.Start;
        var end = context.EndOfLine(start);
        var infoEnd = start + block.OpeningFencedCharCount;
        while (infoEnd < end && text[infoEnd] is ' ' or '\t') infoEnd++;
        while (infoEnd < end && text[infoEnd] is not (' ' or '\t')) infoEnd++;
        while (end > infoEnd && char.IsWhiteSpace(text[end - 1])) end--;
        return (start, infoEnd, end);
    }

    private static (string Code, string File, int Line, int Column) Code(SnippetBlock block, AttributeList attributes, LessonTextBuilder text)
    {
        var lines = block.Lines;
        var body = Join(block);
        var own = (body, text.Context.File.Path, block.Line + 2, lines.Count > 0 ? lines.Lines[0].Column : 0);
        if (attributes.TakeValue("include") is not { Value: { } path } include) return own;
        text.AddInclude(path);
        if (body.Length > 0)
        {
            text.Context.Report(ContentFaults.IncludeWithBody, include.Start, include.Length,
                "The snippet includes a file and has a body as well; only one can be its code.", "Empty the body, or remove `include`.");
            return own;
        }

        if (text.Code.TryGetValue(path, out var file)) return (file.Text.TrimEnd('\n'), file.Path, 1, 0);
        text.Context.Report(ContentFaults.IncludeNotFound, include.Start, include.Length,
            RelativePath.IsPlain(path)
                ? $"There is no C# file `{path}` in the lesson's folder.{NearMiss.Hint(path, text.Code.Keys)}"
                : $"`{path}` is not a path below the lesson's folder.",
            "Write the path of a .cs file relative to the lesson's folder, such as `exercise/starter.cs`.");
        return own;
    }

    private static string Join(SnippetBlock block)
    {
        var joined = new StringBuilder();
        for (var i = 0; i < block.Lines.Count; i++)
        {
            if (i > 0) joined.Append('\n');
            joined.Append(block.Lines.Lines[i].Slice.AsSpan());
        }

        var code = joined.ToString();
        return string.IsNullOrWhiteSpace(code) ? "" : code;
    }
}
