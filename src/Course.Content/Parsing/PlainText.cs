using System.Text;
using Course.Content.Directives.Terms;
using Course.Content.Directives.Values;
using Markdig.Extensions.Mathematics;
using Markdig.Syntax.Inlines;

namespace Course.Content.Parsing;

/// <summary>The words of inlines without their markup.</summary>
internal static class PlainText
{
    /// <summary>Words of a heading or a picture's alternative text.</summary>
    public static string Of(ContainerInline? container)
    {
        if (container?.FirstChild is null) return "";
        if (container.FirstChild is LiteralInline { NextSibling: null } only) return only.Content.ToString();
        var text = new StringBuilder();
        foreach (var inline in InlineWalk.Over(container))
        {
            switch (inline)
            {
                case LiteralInline literal: text.Append(literal.Content.AsSpan()); break;
                case CodeInline code: text.Append(code.ContentSpan); break;
                case MathInline math: text.Append(math.Content.AsSpan()); break;
                case HtmlEntityInline entity: text.Append(entity.Transcoded.AsSpan()); break;
                case TermInline term: text.Append(term.Words ?? term.Id); break;
                case ValueInline value: text.Append(value.Name); break;
                case LineBreakInline: text.Append(' '); break;
                default: break;
            }
        }

        return text.ToString().Trim();
    }
}
