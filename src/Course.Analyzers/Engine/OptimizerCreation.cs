using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A call or constructor that makes one of the library's optimizers.</summary>
/// <param name="Operation">The call.</param>
/// <param name="Arguments">What it is handed.</param>
/// <param name="Variable">The local, field or property that holds the optimizer; null where none is seen to.</param>
internal sealed record OptimizerCreation(IOperation Operation, ImmutableArray<IArgumentOperation> Arguments, ISymbol? Variable)
{
    private static readonly string[] Names = { "SGD", "Adam", "AdamW", "Adamax", "NAdam", "RAdam", "RMSProp", "Adagrad", "Adadelta", "ASGD", "Rprop", "LBFGS" };

    /// <summary>The simple name of the optimizer's type.</summary>
    public string Name => Operation.Type!.Name;

    /// <summary>The learning rate where it is written out; null where the default serves.</summary>
    public IArgumentOperation? LearningRate => Arguments.FirstOrDefault(static a => a.Parameter?.Name is "lr" or "learningRate" && a.ArgumentKind == ArgumentKind.Explicit);

    /// <summary>The creations in a tree, in the order of the text within each name.</summary>
    public static IEnumerable<OptimizerCreation> In(CodeModel code, SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        foreach (var node in Names.SelectMany(name => index.Calls(name).Concat(index.Creations(name))))
        {
            if (code.OperationOf(node) is not { Type: { } type } operation || !code.Torch.IsOptimizer(type) || !code.Torch.Declares(type))
                continue;
            var arguments = operation switch
            {
                IInvocationOperation invocation when code.Torch.Declares(invocation.TargetMethod) => invocation.Arguments,
                IObjectCreationOperation creation => creation.Arguments,
                _ => default,
            };
            if (!arguments.IsDefault)
                yield return new OptimizerCreation(operation, arguments, Holder(operation));
        }
    }

    /// <summary>Whose parameters the optimizer moves.</summary>
    public ParameterSources Sources(CodeModel code) =>
        ParameterSources.Of(code, Arguments.Select(static a => a.Value).FirstOrDefault(value => !code.Torch.IsOptimizer(value.Type)), Scope.Empty);

    private static ISymbol? Holder(IOperation operation)
    {
        var value = operation;
        while (value.Parent is IConversionOperation or IParenthesizedOperation)
            value = value.Parent;
        return value.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
            ISimpleAssignmentOperation { Target: ILocalReferenceOperation local } => local.Local,
            ISimpleAssignmentOperation { Target: IMemberReferenceOperation member } => member.Member,
            IFieldInitializerOperation { InitializedFields: { Length: > 0 } fields } => fields[0],
            IPropertyInitializerOperation { InitializedProperties: { Length: > 0 } properties } => properties[0],
            _ => null,
        };
    }
}
