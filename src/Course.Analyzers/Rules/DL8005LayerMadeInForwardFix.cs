using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Makes the layer in a field, where its sizes depend on nothing that forward is given.</summary>
public sealed class DL8005LayerMadeInForwardFix : RuleFix
{
    public DL8005LayerMadeInForwardFix()
        : base(DL8005LayerMadeInForward.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Make it in a field", "필드에 만들기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (root.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not InvocationExpressionSyntax call
            || !diagnostic.Properties.TryGetValue(DL8005LayerMadeInForward.Type, out var type)
            || call.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } holder || StatementEdits.IsBroken(holder)
            || !call.ArgumentList.Arguments.All(argument => IsConstant(argument.Expression)))
        {
            return default;
        }

        // A local that holds nothing but the layer becomes the field.
        var declaration = call.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } local } } } ? local : null;
        var taken = new HashSet<string>(holder.DescendantTokens().Select(static token => token.ValueText));
        var name = declaration?.Declaration.Variables[0].Identifier.ValueText ?? Free(ActivationEdits.NameOf(call), taken);
        if (declaration is not null && holder.DescendantNodes().Any(node => node != declaration.Declaration.Variables[0] && node switch
            {
                VariableDeclaratorSyntax other => other.Identifier.ValueText == name,
                ParameterSyntax other => other.Identifier.ValueText == name,
                _ => false,
            }))
        {
            return default;
        }

        var field = "private readonly " + type + " " + name + " = " + text.ToString(call.Span) + ";";
        var open = holder.OpenBraceToken.Span.End;
        var sharesLine = holder.Members.Count == 0 || text.Lines.GetLineFromPosition(holder.Members[0].SpanStart).LineNumber == text.Lines.GetLineFromPosition(open).LineNumber;
        return ImmutableArray.Create(
            new TextChange(new TextSpan(open, 0), sharesLine ? " " + field : StatementEdits.Separator(text, holder.Members[0]) + field),
            declaration is null ? new TextChange(call.Span, name) : new TextChange(StatementEdits.WithLine(declaration, text), ""));
    }

    private static bool IsConstant(ExpressionSyntax argument) => argument switch
    {
        LiteralExpressionSyntax => true,
        PrefixUnaryExpressionSyntax prefix => IsConstant(prefix.Operand),
        BinaryExpressionSyntax binary => IsConstant(binary.Left) && IsConstant(binary.Right),
        TupleExpressionSyntax tuple => tuple.Arguments.All(static each => IsConstant(each.Expression)),
        _ => false,
    };

    private static string Free(string layer, HashSet<string> taken)
    {
        var name = char.ToLowerInvariant(layer[0]) + layer.Substring(1);
        for (var i = 2; taken.Contains(name); i++)
            name = char.ToLowerInvariant(layer[0]) + layer.Substring(1) + "_" + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }
}
