using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>The weights that an initializer is given: those of one layer, or, in a loop, those of a whole network.</summary>
/// <param name="Layer">The expression that makes the layer; null for a whole network, and where it is out of sight.</param>
/// <param name="IsAll">Whether the loop goes over all parameters of a network.</param>
/// <param name="HasVectors">Whether biases are among them, which have no fan-in.</param>
internal readonly record struct WeightTarget(LayerRef? Layer, bool IsAll, bool HasVectors)
{
    private static readonly string[] Dimensions = { "dim", "ndim", "Dimensions", "shape", "size" };

    /// <summary>What a tensor argument stands for; null where it is not known to be a weight between units.</summary>
    public static WeightTarget? Of(CodeModel code, IOperation tensor)
    {
        while (tensor is IConversionOperation conversion)
            tensor = conversion.Operand;
        return tensor switch
        {
            IPropertyReferenceOperation { Property.Name: "weight", Instance: { } layer } => OfLayer(code, layer),
            ILocalReferenceOperation local => OfLoop(code, local),
            _ => null,
        };
    }

    private static WeightTarget? OfLayer(CodeModel code, IOperation layer)
    {
        if (layer.Type is not { } type || !code.Torch.Declares(type) || !Layers.IsWeight(type.Name))
            return null;
        var origins = code.Definitions.Of(layer, Scope.Empty);
        return origins is { Complete: true, Expressions.Length: 1 } ? new WeightTarget(new LayerRef(origins.Expressions[0].Operation, origins.Expressions[0].Scope), false, false) : new WeightTarget(null, false, false);
    }

    /// <summary>A parameter in a loop over all of a network's, under no condition but one on its dimensions.</summary>
    private static WeightTarget? OfLoop(CodeModel code, ILocalReferenceOperation local)
    {
        var loop = local.Syntax.Ancestors().OfType<CommonForEachStatementSyntax>().FirstOrDefault(each => Declares(each, local.Local.Name));
        if (loop is null || code.OperationOf(loop.Expression) is not IInvocationOperation { TargetMethod: { Name: "parameters" or "named_parameters" } source, Instance: { } network } || !code.Torch.IsModule(source.ContainingType))
            return null;
        var asksDimension = false;
        for (var node = local.Syntax.Parent; node is not null && node != loop; node = node.Parent)
        {
            var condition = node switch
            {
                IfStatementSyntax choice => choice.Condition,
                ConditionalExpressionSyntax choice => choice.Condition,
                SwitchStatementSyntax choice => choice.Expression,
                SwitchExpressionSyntax choice => choice.GoverningExpression,
                _ => null,
            };
            if (condition is null)
                continue;
            var isElse = node is IfStatementSyntax { Else: { } other } && other.Span.Contains(local.Syntax.Span);
            if (isElse || node is not IfStatementSyntax || condition is not BinaryExpressionSyntax { OperatorToken.Text: ">" or ">=" } || !condition.DescendantNodes().OfType<SimpleNameSyntax>().Any(static name => Dimensions.Contains(name.Identifier.ValueText)))
                return null;
            asksDimension = true;
        }

        // A continue above may skip some parameters, for reasons of its own.
        if (loop.Statement.DescendantNodes().Any(static node => node is ContinueStatementSyntax))
            return null;
        return code.Modules.Of(code.Definitions.Resolve(network, Scope.Empty)) is { Complete: true, WeightLayers: > 0 } ? new WeightTarget(null, true, !asksDimension) : null;
    }

    private static bool Declares(CommonForEachStatementSyntax loop, string name) => loop switch
    {
        ForEachStatementSyntax simple => simple.Identifier.ValueText == name,
        ForEachVariableStatementSyntax pair => pair.Variable.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Any(each => each.Identifier.ValueText == name),
        _ => false,
    };
}
