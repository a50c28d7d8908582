using System.Net;
using System.Text;
using Course.Site.Prose;
using Course.Site.Theming;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace Course.Site.Rules;

/// <summary>A rule's page as HTML. Its C# blocks say whether they are bad, fixed or good, and comments with the rule's id become findings.</summary>
internal static class RuleProse
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoIdentifiers().DisableHtml().Build();

    /// <param name="rule">The rule.</param>
    /// <param name="language">Language of the page.</param>
    /// <param name="words">Words in that language.</param>
    /// <param name="playground">The way to the playground, or null.</param>
    public static string Render(RuleSheet rule, string language, Strings words, string? playground)
    {
        var text = rule.In(language).Text;
        var document = Markdown.Parse(text[(text.IndexOf('\n') + 1)..], Pipeline);
        NameHeadings(rule, document);
        var writer = new StringWriter();
        var html = new HtmlRenderer(writer);
        Pipeline.Setup(html);
        html.ObjectRenderers.Replace<CodeBlockRenderer>(new CodeRenderer(rule, words, playground));
        html.ObjectRenderers.Replace<LiteralInlineRenderer>(new WordsRenderer());
        html.Render(document);
        return writer.ToString().Replace("<table>", "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"" + words["rule-table"] + "\"><table>", StringComparison.Ordinal).Replace("</table>", "</table></div>", StringComparison.Ordinal);
    }

    /// <summary>Pages of one rule have the same sections, so the English headings name them in every language and a switch keeps the place.</summary>
    private static void NameHeadings(RuleSheet rule, MarkdownDocument document)
    {
        var english = rule.In("en").Text;
        var names = Markdown.Parse(english[(english.IndexOf('\n') + 1)..], Pipeline).OfType<HeadingBlock>().Select(static h => h.GetAttributes().Id).ToList();
        foreach (var (heading, name) in document.OfType<HeadingBlock>().Zip(names)) heading.GetAttributes().Id = name;
    }

    private sealed class CodeRenderer(RuleSheet rule, Strings words, string? playground) : HtmlObjectRenderer<CodeBlock>
    {
        private readonly HashSet<string> _linked = new(StringComparer.Ordinal);

        protected override void Write(HtmlRenderer renderer, CodeBlock node)
        {
            var code = node.Lines.ToString();
            var isCSharp = node is FencedCodeBlock { Info: "csharp" };
            var role = isCSharp ? ((FencedCodeBlock)node).Arguments?.Trim() : null;
            if (role is "bad" or "fixed" or "good")
                renderer.Write($"<figure class=\"listing verdict-{role}\"><figcaption><span class=\"label\">{words["rule-" + role]}</span>{Link(role)}</figcaption><pre tabindex=\"0\"><code class=\"language-csharp\">");
            else
                renderer.Write("<pre class=\"plain-code\" tabindex=\"0\"><code>");
            foreach (var line in code.TrimEnd('\n').Split('\n')) renderer.Write(isCSharp ? Line(line) : WebUtility.HtmlEncode(line) + "\n");
            renderer.Write(role is "bad" or "fixed" or "good" ? "</code></pre></figure>\n" : "</code></pre>\n");
        }

        /// <summary>The link of the first block of a role to the playground.</summary>
        private string Link(string role) => playground is null || !RuleExamples.Roles.Contains(role) || !_linked.Add(role) ? ""
            : $"<a class=\"needs-script\" href=\"{playground}#{RuleExamples.Name(rule.Id, role)}\">{words["playground-open"]}</a>";

        /// <summary>A line with its colours; the mark of a finding is told apart from the code.</summary>
        private string Line(string line)
        {
            var mark = line.IndexOf("  // " + rule.Id, StringComparison.Ordinal);
            var html = new StringBuilder(mark >= 0 ? "<span class=\"ln hl\">" : "<span class=\"ln\">");
            LexicalColours.Write(html, mark >= 0 ? line[..mark] : line);
            html.Append("\n</span>");
            if (mark >= 0) html.Append("<span class=\"finding finding-").Append(rule.Weight).Append("\" role=\"note\"><b>").Append(rule.Id).Append("</b> ").Append(WebUtility.HtmlEncode(rule.TitleIn(words.Language))).Append("</span>");
            return html.ToString();
        }
    }
}
