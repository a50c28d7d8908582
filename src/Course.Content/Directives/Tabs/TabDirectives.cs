using Course.Content.Parsing;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Course.Content.Directives.Tabs;

/// <summary><c>::::tabs</c></summary>
internal sealed class TabsDirective() : ContainerDirective("tabs")
{
    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser)
    {
        line.AllowNothing();
        return new TabsBlock(parser);
    }

    public override void Check(DirectiveBlock block, LessonTextBuilder text)
    {
        if (block.Count == 0)
        {
            text.Context.ReportLine(ContentFaults.MissingArgument, block.Line + 1, "`tabs` holds no tab.", "Add `:::tab Label` … `:::` inside.");
        }

        var labels = new HashSet<string>(StringComparer.Ordinal);
        foreach (var child in block)
        {
            if (child is TabBlock tab)
            {
                if (tab.Label.Length == 0 || labels.Add(tab.Label)) continue;
                text.Context.ReportLine(ContentFaults.BadAttribute, child.Line + 1,
                    $"Two tabs are called `{tab.Label}`.", "Give each tab a label of its own.");
            }
            else if (child is not (LinkReferenceDefinition or DirectiveBlock { Directive: null }))
            {
                text.Context.ReportLine(ContentFaults.MisplacedDirective, child.Line + 1,
                    "Only `:::tab` may stand directly in `tabs`; this would belong to no tab.", "Move it into a tab, or out of `tabs`.");
            }
        }
    }
}

/// <summary><c>:::tab Label</c></summary>
internal sealed class TabDirective() : ContainerDirective("tab")
{
    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser)
    {
        if (line.Words is null) line.Report(ContentFaults.MissingArgument, "The tab has no label.", "Write it as `:::tab Label`.");
        return new TabBlock(parser) { Label = line.Words ?? "" };
    }

    public override void Check(DirectiveBlock block, LessonTextBuilder text)
    {
        if (block.Parent is TabsBlock) return;
        text.Context.ReportLine(ContentFaults.MisplacedDirective, block.Line + 1,
            "`tab` stands outside `tabs`.", "Put `::::tabs` before the first tab and `::::` behind the last.");
    }
}
