using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Whose parameters a list of parameters holds.</summary>
/// <param name="Owners">Modules, optimizers, or single tensors.</param>
/// <param name="Complete">Whether these are all owners.</param>
/// <param name="Filtered">Whether some parameters of the owners may be left out.</param>
internal sealed record ParameterSources(ImmutableArray<Value> Owners, bool Complete, bool Filtered)
{
    /// <summary>Nothing is known.</summary>
    public static ParameterSources Unknown { get; } = new(ImmutableArray<Value>.Empty, false, false);

    /// <summary>Reads an expression such as <c>a.parameters().Concat(b.parameters())</c>.</summary>
    public static ParameterSources Of(CodeModel code, IOperation? list, Scope scope) => list is null ? Unknown : Of(code, list, scope, 0);

    private static ParameterSources Of(CodeModel code, IOperation list, Scope scope, int depth)
    {
        if (depth > 8)
            return Unknown;
        switch (list)
        {
            case IConversionOperation conversion:
                return Of(code, conversion.Operand, scope, depth + 1);
            case IFlowCaptureReferenceOperation when code.OperationOf(list.Syntax) is { } written and not IFlowCaptureReferenceOperation:
                return Of(code, written, scope, depth + 1);
            case IInvocationOperation { TargetMethod: { Name: "parameters" or "named_parameters" } method } call when code.Torch.IsModule(method.ContainingType) || code.Torch.IsOptimizer(method.ContainingType):
                return One(code.Definitions.Resolve(call.Instance, scope));
            case IInvocationOperation { TargetMethod: { ContainingType.Name: "Enumerable" } method } call:
                return OfQuery(code, call, method.Name, scope, depth);
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return All(code, elements, scope, depth);
            case ICollectionExpressionOperation collection:
                return All(code, collection.Elements, scope, depth);
            case ISpreadOperation spread:
                return Of(code, spread.Operand, scope, depth + 1);
            case IObjectCreationOperation { Type.Name: "ParamGroup", Arguments: { IsEmpty: false } arguments }:
                return Of(code, arguments[0].Value, scope, depth + 1);
            case IObjectCreationOperation { Type.Name: "List", Initializer: { } initializer }:
                return All(code, initializer.Initializers.OfType<IInvocationOperation>().Select(static add => add.Arguments.Last().Value).ToImmutableArray(), scope, depth);
            case IObjectCreationOperation { Type.Name: "List", Arguments: { Length: 1 } arguments }:
                return Of(code, arguments[0].Value, scope, depth + 1);
            case ILocalReferenceOperation { Local.DeclaringSyntaxReferences: { Length: 1 } declarations } each
                when code.Torch.IsTensor(each.Type) && declarations[0].GetSyntax() is ForEachStatementSyntax loop && code.OperationOf(loop.Expression) is { } all:
                return Of(code, all, scope, depth + 1) with { Filtered = true };
            case { } tensor when code.Torch.IsTensor(tensor.Type):
                return One(OwnerOfTensor(code, tensor, scope)) with { Filtered = true };
        }

        var origins = code.Definitions.Of(list, scope);
        return origins is { Complete: true, Expressions.Length: 1 } && origins.Expressions[0].Operation != list
            ? Of(code, origins.Expressions[0].Operation, origins.Expressions[0].Scope, depth + 1)
            : Unknown;
    }

    private static ParameterSources OfQuery(CodeModel code, IInvocationOperation call, string name, Scope scope, int depth)
    {
        var first = call.Arguments.Length > 0 ? Of(code, call.Arguments[0].Value, scope, depth + 1) : Unknown;
        return name switch
        {
            "Concat" or "Union" or "Append" or "Prepend" when call.Arguments.Length > 1 => Both(first, Of(code, call.Arguments[1].Value, scope, depth + 1)),
            "Where" or "Take" or "Skip" or "Except" or "Distinct" => first with { Filtered = true },
            "ToList" or "ToArray" or "AsEnumerable" or "Cast" or "OfType" or "Reverse" or "Select" => first,
            _ => Unknown,
        };
    }

    private static ParameterSources All(CodeModel code, ImmutableArray<IOperation> lists, Scope scope, int depth) =>
        lists.IsEmpty ? Unknown : lists.Select(list => Of(code, list, scope, depth + 1)).Aggregate(Both);

    private static ParameterSources Both(ParameterSources a, ParameterSources b) =>
        new(a.Owners.AddRange(b.Owners.Where(owner => !a.Owners.Contains(owner))), a.Complete && b.Complete, a.Filtered || b.Filtered);

    private static ParameterSources One(Value owner) => owner.IsKnown ? new(ImmutableArray.Create(owner), true, false) : Unknown;

    /// <summary>For <c>layer.weight</c> the layer; for a variable of its own the variable.</summary>
    private static Value OwnerOfTensor(CodeModel code, IOperation tensor, Scope scope) => tensor switch
    {
        IPropertyReferenceOperation { Instance: { } instance } when code.Torch.IsModule(instance.Type) => code.Definitions.Resolve(instance, scope),
        _ => code.Definitions.Resolve(tensor, scope),
    };
}
