using System.Text;
using Course.Content.Directives.Terms;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose;

/// <summary>The words of inlines without their markup.</summary>
internal static class PlainText
{
    public static void Append(StringBuilder text, ContainerInline inlines)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.ContentSpan);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case TermInline term:
                    text.Append(term.Words ?? term.Id);
                    break;
                case ContainerInline container:
                    Append(text, container);
                    break;
            }
        }
    }
}
