using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Inserts and removes whole statements as text, so that comments and layout around them stay as they are.</summary>
internal static class StatementEdits
{
    /// <summary>The edit that puts a statement before another; null where no statement can stand there.</summary>
    public static TextChange? InsertBefore(SyntaxNode node, string statement, SourceText text)
    {
        if (node.FirstAncestorOrSelf<SyntaxNode>(static each => each is StatementSyntax or ArrowExpressionClauseSyntax or LambdaExpressionSyntax { ExpressionBody: not null }) is not StatementSyntax anchor)
            return null;
        if (anchor is LocalFunctionStatementSyntax)
            return null;
        var start = anchor.SpanStart;
        return anchor.Parent switch
        {
            BlockSyntax or GlobalStatementSyntax or SwitchSectionSyntax => new TextChange(new TextSpan(start, 0), statement + Separator(text, anchor)),

            // The lone statement of an if or a loop gets braces.
            _ => Braced(text, anchor, statement),
        };
    }

    /// <summary>The edits that move a statement to before another of the same block; default where they are no siblings.</summary>
    public static ImmutableArray<TextChange> MoveBefore(StatementSyntax moved, StatementSyntax anchor, SourceText text) =>
        AreSiblings(moved, anchor) && InsertBefore(anchor, moved.ToString(), text) is { } insertion
            ? ImmutableArray.Create(insertion, new TextChange(WithLine(moved, text), ""))
            : default;

    /// <summary>The edits that move a statement to after another of the same block; default where they are no siblings.</summary>
    public static ImmutableArray<TextChange> MoveAfter(StatementSyntax moved, StatementSyntax anchor, SourceText text) =>
        AreSiblings(moved, anchor)
            ? ImmutableArray.Create(new TextChange(WithLine(moved, text), ""), new TextChange(new TextSpan(anchor.Span.End, 0), Separator(text, anchor) + moved))
            : default;

    /// <summary>The statement around a node that is a sibling of another statement; null where there is none.</summary>
    public static StatementSyntax? SiblingAround(SyntaxNode node, StatementSyntax sibling) =>
        node.AncestorsAndSelf().OfType<StatementSyntax>().FirstOrDefault(each => AreSiblings(each, sibling));

    /// <summary>Whether two statements stand in the same block, or are statements of the same program.</summary>
    public static bool AreSiblings(StatementSyntax one, StatementSyntax other) =>
        BlockOf(one) is { } block && block == BlockOf(other);

    /// <summary>Whether a node mentions a name that is declared within another node.</summary>
    public static bool MentionsLocalsOf(SyntaxNode node, SyntaxNode scope)
    {
        var declared = new HashSet<string>(scope.DescendantNodes().Select(static each => each switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            ForEachStatementSyntax loop => loop.Identifier.ValueText,
            _ => null,
        }).OfType<string>());
        if (scope is ForEachStatementSyntax outer)
            declared.Add(outer.Identifier.ValueText);
        return node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(name => declared.Contains(name.Identifier.ValueText));
    }

    /// <summary>The span of a statement with its line, where it has the line to itself.</summary>
    public static TextSpan WithLine(StatementSyntax statement, SourceText text)
    {
        var line = text.Lines.GetLineFromPosition(statement.SpanStart);
        var last = text.Lines.GetLineFromPosition(statement.Span.End);
        var before = text.ToString(TextSpan.FromBounds(line.Start, statement.SpanStart));
        var after = text.ToString(TextSpan.FromBounds(statement.Span.End, last.End));
        return string.IsNullOrWhiteSpace(before) && string.IsNullOrWhiteSpace(after)
            ? TextSpan.FromBounds(line.Start, last.EndIncludingLineBreak)
            : TextSpan.FromBounds(statement.SpanStart, statement.Span.End + (after.Length - after.TrimStart().Length));
    }

    /// <summary>What stands between an inserted statement and the next: a line break and the indentation, or a blank on a shared line.</summary>
    public static string Separator(SourceText text, SyntaxNode anchor)
    {
        var line = text.Lines.GetLineFromPosition(anchor.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, anchor.SpanStart));
        return string.IsNullOrWhiteSpace(before) ? NewLine(text) + before : " ";
    }

    /// <summary>The line break that a text uses.</summary>
    public static string NewLine(SourceText text) =>
        text.Lines.Count > 1 && text.ToString(TextSpan.FromBounds(text.Lines[0].End, text.Lines[0].EndIncludingLineBreak)) == "\r\n" ? "\r\n" : "\n";

    /// <summary>Whether any of the parsed nodes is broken, so that an edit there would be a guess.</summary>
    public static bool IsBroken(params IEnumerable<SyntaxNode> nodes) => nodes.Any(static node => node.ContainsDiagnostics);

    private static SyntaxNode? BlockOf(StatementSyntax statement) => statement.Parent switch
    {
        GlobalStatementSyntax global => global.Parent,
        BlockSyntax or SwitchSectionSyntax => statement.Parent,
        _ => null,
    };

    private static TextChange Braced(SourceText text, StatementSyntax anchor, string statement)
    {
        var line = text.Lines.GetLineFromPosition(anchor.SpanStart);
        var before = text.ToString(TextSpan.FromBounds(line.Start, anchor.SpanStart));
        if (!string.IsNullOrWhiteSpace(before))
            return new TextChange(anchor.Span, "{ " + statement + " " + anchor + " }");
        var owner = text.ToString(text.Lines.GetLineFromPosition(anchor.Parent!.SpanStart).Span);
        var (outer, newLine) = (owner.Substring(0, owner.Length - owner.TrimStart().Length), NewLine(text));
        return new TextChange(
            TextSpan.FromBounds(line.Start, anchor.Span.End),
            outer + "{" + newLine + before + statement + newLine + before + anchor + newLine + outer + "}");
    }
}
