using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Inserts the call at the end of each constructor that does not pass on to another; writes a primary constructor out first.</summary>
public sealed class DL8002RegisterComponentsMissingFix : RuleFix
{
    private const string Call = "RegisterComponents();";

    public DL8002RegisterComponentsMissingFix()
        : base(DL8002RegisterComponentsMissing.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Call RegisterComponents at the end of the constructor", "생성자 끝에서 RegisterComponents 호출하기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var type = root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<TypeDeclarationSyntax>();
        if (type is ClassDeclarationSyntax { ParameterList: not null } primary)
            return Written(primary, text);
        var constructors = type?.Members.OfType<ConstructorDeclarationSyntax>()
            .Where(static c => !c.Modifiers.Any(SyntaxKind.StaticKeyword) && c.Initializer?.IsKind(SyntaxKind.ThisConstructorInitializer) != true).ToList();
        if (constructors is not { Count: > 0 } || constructors.Any(static c => c.Body is null || c.Body.CloseBraceToken.IsMissing))
            return default;
        return constructors.Select(constructor => AtEnd(constructor.Body!, text)).ToImmutableArray();
    }

    private static TextChange AtEnd(BlockSyntax body, SourceText text)
    {
        if (body.Statements.Count == 0)
            return InEmpty(body, text);
        var last = body.Statements.Last();
        var isOneLine = text.Lines.GetLineFromPosition(last.Span.End).LineNumber == text.Lines.GetLineFromPosition(body.CloseBraceToken.SpanStart).LineNumber;
        return new TextChange(new TextSpan(isOneLine ? last.Span.End : EndOfLine(last, text), 0), isOneLine ? " " + Call : StatementEdits.Separator(text, last) + Call);
    }

    private static TextChange InEmpty(BlockSyntax body, SourceText text)
    {
        var (open, close) = (body.OpenBraceToken, body.CloseBraceToken);
        var line = text.Lines.GetLineFromPosition(close.SpanStart);
        var indent = text.ToString(TextSpan.FromBounds(line.Start, close.SpanStart));
        return line.Start <= open.SpanStart || !string.IsNullOrWhiteSpace(indent)
            ? new TextChange(new TextSpan(close.SpanStart, 0), Call + " ")
            : new TextChange(new TextSpan(line.Start, 0), indent + "    " + Call + StatementEdits.NewLine(text));
    }

    /// <summary>Past the comment that may follow the last statement.</summary>
    private static int EndOfLine(StatementSyntax statement, SourceText text) => text.Lines.GetLineFromPosition(statement.Span.End).End;

    /// <summary>
    /// Writes a primary constructor out, which has no body to call from. Initializers that use its parameters move into the new
    /// body; where anything else uses them, they are captured, and no edit of this size is right.
    /// </summary>
    private static ImmutableArray<TextChange> Written(ClassDeclarationSyntax type, SourceText text)
    {
        if (type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is not { } above || type.OpenBraceToken.IsMissing || StatementEdits.IsBroken(type)
            || type.Members.OfType<ConstructorDeclarationSyntax>().Any())
        {
            return default;
        }

        var names = type.ParameterList!.Parameters.Select(static parameter => parameter.Identifier.ValueText).ToImmutableHashSet();
        bool Uses(SyntaxNode node) => node.DescendantNodes().OfType<IdentifierNameSyntax>().Any(name => names.Contains(name.Identifier.ValueText));
        var moved = type.Members.OfType<FieldDeclarationSyntax>().SelectMany(static field => field.Declaration.Variables).Where(static each => each.Initializer is not null).Where(Uses).ToList();
        if (type.Members.Where(Uses).Any(static member => member is not FieldDeclarationSyntax))
            return default;
        var assignments = string.Concat(moved.Select(each => each.Identifier.Text + " = " + text.ToString(each.Initializer!.Value.Span) + "; "));
        var constructor = "public " + type.Identifier.Text + text.ToString(type.ParameterList.Span) + " : base" + text.ToString(above.ArgumentList.Span) + " { " + assignments + Call + " }";
        var anchor = type.Members.OfType<FieldDeclarationSyntax>().LastOrDefault();
        if (anchor is null)
            return default;
        return moved.Select(static each => new TextChange(TextSpan.FromBounds(each.Identifier.Span.End, each.Initializer!.Span.End), ""))
            .Prepend(new TextChange(above.ArgumentList.Span, ""))
            .Prepend(new TextChange(type.ParameterList.Span, ""))
            .Append(new TextChange(new TextSpan(anchor.Span.End, 0), StatementEdits.Separator(text, anchor) + constructor)).ToImmutableArray();
    }
}
