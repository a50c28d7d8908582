using System.Text;
using System.Text.RegularExpressions;
using Course.Content.Book;
using Course.Content.Snippets;
using Course.Content.Translation;
using Course.Site.Prose.Listings;
using Course.Site.Prose.Translations;
using Course.Site.Runs;
using Course.Site.Theming;
using Course.Snippets.Records;

namespace Course.Site.Web;

/// <summary>
/// A lesson as plain markdown, for readers without a browser and for machines: the author's text, with the code that it includes, what the code
/// printed, and the numbers that it quotes. Directives become headings that every markdown reader knows; an output that readers are asked to
/// predict is folded, and what is behind another language says so above itself, as on the page.
/// </summary>
internal static partial class MarkdownTwin
{
    /// <summary>Characters that outputs add to a common text.</summary>
    private const int RoomForOutputs = 1024;

    /// <param name="lesson">The lesson.</param>
    /// <param name="text">Its text in the page's language.</param>
    /// <param name="runs">What its snippets recorded.</param>
    /// <param name="marks">Where the text is behind that of another language.</param>
    /// <param name="words">Words of the page's language.</param>
    public static string Of(LessonPair lesson, LessonText text, LessonRuns runs, TranslationMarks marks, Strings words)
    {
        var notes = marks.ByLine(text).ToLookup(static each => each.Line, each => Note(each.Mark, words));
        var snippets = text.Snippets.ToDictionary(static s => s.Location.StartLine);
        var twin = new StringBuilder(text.File.Text.Length + RoomForOutputs);
        var fence = "";
        var lines = new TextLines(text.File.Text);
        while (lines.Next(out var line))
        {
            var start = line.TrimStart();
            AppendNotes(twin, notes[lines.Number - 1]);
            if (fence.Length == 0 && snippets.TryGetValue(lines.Number, out var snippet))
            {
                var close = FenceOf(start);
                while (lines.Next(out var inside) && !Closes(inside, close)) { }
                Append(twin, snippet, lesson, runs, words);
            }
            else if (fence.Length > 0)
            {
                twin.Append(line).Append('\n');
                if (Closes(line, fence)) fence = "";
            }
            else if (start.StartsWith("```") || start.StartsWith("~~~"))
            {
                fence = FenceOf(start);
                twin.Append(line).Append('\n');
            }
            else if (start.StartsWith(":::"))
            {
                if (Directive(start.ToString(), words) is { } heading) twin.Append(heading).Append('\n');
            }
            else if (line.Contains('{'))
            {
                twin.Append(Inlines(line.ToString(), runs)).Append('\n');
            }
            else
            {
                twin.Append(line).Append('\n');
            }
        }

        AppendNotes(twin, notes[int.MaxValue]);
        while (twin.Length > 0 && twin[^1] == '\n') twin.Length--;
        return BlankRuns().Replace(twin.Append('\n').ToString(), "\n\n");
    }

    private static void AppendNotes(StringBuilder twin, IEnumerable<string> notes)
    {
        foreach (var note in notes.Distinct(StringComparer.Ordinal)) twin.Append("\n> **").Append(note).Append("**\n\n");
    }

    private static void Append(StringBuilder twin, Snippet snippet, LessonPair lesson, LessonRuns runs, Strings words)
    {
        var source = lesson.Source.Snippets.FirstOrDefault(s => s.Id == snippet.Id) ?? snippet;
        if (source.Hidden) return;
        if ((snippet.Title ?? source.Title) is { } title) twin.Append("**").Append(title).Append("**\n\n");
        var code = snippet.Code.Length > 0 ? snippet.Code : source.Code;
        Fenced(twin, "csharp", code);
        if (!runs.Records.TryGetValue(snippet.Id, out var record)) return;
        var isFolded = source.Predict is not null && OutputWriter.HasOutput(record);
        if (isFolded)
        {
            twin.Append("\n**").Append(Plain(words["predict"])).Append("** ").Append(snippet.Predict ?? source.Predict)
                .Append("\n\n<details>\n<summary>").Append(words["predict-show"]).Append("</summary>\n");
        }

        foreach (var output in record.Outputs)
        {
            switch (output)
            {
                case TextOutput printed:
                    twin.Append('\n').Append(Plain(words["output"])).Append(":\n\n");
                    Fenced(twin, "text", printed.Text);
                    break;
                case TableOutput { Table: var table }:
                    twin.Append("\n| ").AppendJoin(" | ", table.Columns).Append(" |\n|").Append(string.Concat(Enumerable.Repeat(" --- |", table.Columns.Length))).Append('\n');
                    foreach (var row in table.Rows) twin.Append("| ").AppendJoin(" | ", row).Append(" |\n");
                    break;
            }
        }

        if (isFolded) twin.Append("\n</details>\n");
    }

    /// <summary>What is said above a block that is behind, or where one is missing.</summary>
    private static string Note(TranslationMark mark, Strings words)
    {
        var note = mark.Pair.State switch
        {
            BlockState.Missing => words["missing-passage"],
            BlockState.SourceBehind => words.Format("older-than-translation", words.Has("in-" + mark.Leading.Language) ? words["in-" + mark.Leading.Language] : mark.Leading.Language),
            BlockState.Conflict => words["older-conflict"],
            _ => words["older"],
        };
        return Plain(mark.Pair.ConcernsFacts ? $"{note} {words["older-facts"]}" : note);
    }

    private static void Fenced(StringBuilder twin, string language, string text)
    {
        var fence = text.Contains("```", StringComparison.Ordinal) ? "````" : "```";
        twin.Append(fence).Append(language).Append('\n').Append(text.TrimEnd('\n')).Append('\n').Append(fence).Append('\n');
    }

    /// <summary>What stands for the first line of a directive; null for its last.</summary>
    private static string? Directive(string line, Strings words)
    {
        if (DirectiveLine().Match(line) is not { Success: true } match) return null;
        var (kind, rest) = (match.Groups[1].Value, match.Groups[2].Value.Trim());
        return kind switch
        {
            "figure" => "\n" + Alternative(rest),
            "exercise" => $"\n## {Plain(words["exercise"])}: {AfterId(rest)}\n",
            "hint" => $"\n**{Plain(words.Format("hint", "")).Trim()}**\n",
            "solution" => $"\n**{Plain(words["solution"])}**\n",
            "tabs" => "",
            "tab" => $"\n**{rest}**\n",
            _ when words.Has("callout-" + kind) => $"\n**{(rest.Length > 0 ? rest : Plain(words["callout-" + kind]))}**\n",
            _ => "",
        };
    }

    private static string Alternative(string attributes) =>
        AltAttribute().Match(attributes) is { Success: true } alt ? $"![{alt.Groups[1].Value}]({attributes.Split(' ')[0]}.csv)\n" : "";

    private static string AfterId(string rest) => rest.IndexOf(' ') is var space and > 0 ? rest[(space + 1)..] : rest;

    private static string Inlines(string line, LessonRuns runs) => TermBrace().Replace(
        ValueBrace().Replace(line, match => runs.Values.GetValueOrDefault(match.Groups[1].Value) ?? match.Value),
        static match => match.Groups[2].Success ? match.Groups[2].Value : match.Groups[1].Value.Replace('-', ' '));

    private static string Plain(string html) => System.Net.WebUtility.HtmlDecode(html);

    private static string FenceOf(ReadOnlySpan<char> start) => new(start[0], start.Length - start.TrimStart(start[0]).Length);

    private static bool Closes(ReadOnlySpan<char> line, string fence)
    {
        var end = line.Trim();
        return end.Length >= fence.Length && end.TrimStart(fence[0]).IsEmpty && !end.IsEmpty;
    }

    [GeneratedRegex(@"^:{3,}\s*([a-z]+)(.*)$")]
    private static partial Regex DirectiveLine();

    [GeneratedRegex("alt=\"([^\"]*)\"")]
    private static partial Regex AltAttribute();

    [GeneratedRegex(@"(?<!\\)\{value:([a-z0-9-]+)\}")]
    private static partial Regex ValueBrace();

    [GeneratedRegex(@"(?<!\\)\{term:([a-z0-9-]+)(?:\|([^}]*))?\}")]
    private static partial Regex TermBrace();

    [GeneratedRegex(@"\n{3,}")]
    private static partial Regex BlankRuns();
}
