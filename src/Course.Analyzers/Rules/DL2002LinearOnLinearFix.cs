using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Inserts a ReLU between the two layers.</summary>
public sealed class DL2002LinearOnLinearFix : RuleFix
{
    public DL2002LinearOnLinearFix()
        : base(DL2002LinearOnLinear.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Insert a ReLU between", "사이에 ReLU 넣기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (diagnostic.AdditionalLocations.Count != 1 || diagnostic.AdditionalLocations[0] == diagnostic.Location
            || root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax second)
        {
            return default;
        }

        if (ActivationEdits.NameOf(second) is "forward" or "call")
            return second.ArgumentList.Arguments.Count == 1 && second.ArgumentList.Arguments[0].Expression is var input ? Applied(input, text) : default;
        var layers = (second.Expression as MemberAccessExpressionSyntax)?.Expression;
        var relu = (layers is null ? "" : text.ToString(layers.Span) + ".") + "ReLU()";
        return second.Parent switch
        {
            ArgumentSyntax { Parent: ArgumentListSyntax } argument => Inserted(argument, relu),
            ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: ArgumentSyntax pair, Arguments: { Count: 2 } parts } } when parts[0].Expression is LiteralExpressionSyntax { Token.Value: string name } =>
                Inserted(pair, "(\"relu_" + name + "\", " + relu + ")"),
            InitializerExpressionSyntax or ExpressionElementSyntax => ImmutableArray.Create(new TextChange(new TextSpan(second.SpanStart, 0), relu + ", ")),
            _ => default,
        };
    }

    private static ImmutableArray<TextChange> Applied(ExpressionSyntax input, SourceText text) =>
        ImmutableArray.Create(new TextChange(input.Span, (ActivationEdits.IsPrimary(input) ? text.ToString(input.Span) : "(" + text.ToString(input.Span) + ")") + ".relu()"));

    private static ImmutableArray<TextChange> Inserted(ArgumentSyntax before, string layer) => ImmutableArray.Create(new TextChange(new TextSpan(before.SpanStart, 0), layer + ", "));
}
