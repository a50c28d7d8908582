using System.Net;
using System.Text;
using Course.Content.Directives.CrossReferences;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Course.Site.Prose.Renderers;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax.Inlines;

namespace Course.Site.Prose;

/// <summary>The words of inlines without their markup, as a reader of the page sees them.</summary>
internal static class PlainText
{
    public static void Append(StringBuilder text, ContainerInline inlines, ProseContext context)
    {
        foreach (var inline in inlines)
        {
            switch (inline)
            {
                case LiteralInline literal:
                    if (Quotes.Has(literal.Content.AsSpan())) text.Append(Quotes.Curl(literal));
                    else text.Append(literal.Content.AsSpan());
                    break;
                case CodeInline code:
                    text.Append(code.ContentSpan);
                    break;
                case HtmlEntityInline entity:
                    text.Append(entity.Transcoded.AsSpan());
                    break;
                case AutolinkInline link:
                    text.Append(link.Url);
                    break;
                case LineBreakInline:
                    text.Append(' ');
                    break;
                case MathInline math:
                    text.Append(FormulaText.Of(math.Content.AsSpan()));
                    break;
                case TermInline term:
                    text.Append(TermRenderer.WordsOf(term, context));
                    break;
                case ValueInline value:
                    if (context.Runs.Values.TryGetValue(value.Name, out var number)) text.Append(FormulaText.OfNumber(number));
                    break;
                case CrossReferenceInline { HasWords: false } reference:
                    text.Append(WebUtility.HtmlDecode(CrossReferenceRenderer.Resolve(reference, context).Name));
                    break;
                case ContainerInline container:
                    Append(text, container, context);
                    break;
            }
        }
    }
}
