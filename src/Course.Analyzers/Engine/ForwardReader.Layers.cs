using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>The part that applies layers.</summary>
internal sealed partial class ForwardReader
{
    private LayerRef? Layer(IOperation instance)
    {
        instance = Unwrap(instance);
        if (instance is ILocalReferenceOperation local && _layers.TryGetValue(local.Local, out var known))
            return known.Creation is ILocalReferenceOperation ? Layer(known.Creation) : known;
        var (list, index) = instance switch
        {
            IPropertyReferenceOperation { Arguments: { Length: 1 } arguments, Instance: { } indexed } => (indexed, arguments[0].Value),
            IArrayElementReferenceOperation { Indices: { Length: 1 } indices } element => (element.ArrayReference, indices[0]),
            _ => ((IOperation?)null, (IOperation?)null),
        };
        if (list is not null)
            return Position(index!) is { } position && LayerList.Of(_code, list, _scope) is { } layers && position >= 0 && position < layers.Count ? layers[position] : null;
        return new LayerRef(instance, _scope);
    }

    private int? Position(IOperation index) => Unwrap(index) switch
    {
        { ConstantValue: { HasValue: true, Value: int constant } } => constant,
        ILocalReferenceOperation local when _counters.TryGetValue(local.Local, out var round) => round,
        _ => null,
    };

    private Stage Apply(LayerRef? layer, Stage input, SyntaxNode site)
    {
        if (layer is not { } known || _depth >= MaxDepth || ++_work[0] > MaxWork)
            return Stage.Unknown;
        var origins = _code.Definitions.Of(known.Creation, known.Scope);
        var creation = origins is { Complete: true, Expressions.Length: 1 } ? origins.Expressions[0].Operation : null;
        var scope = creation is null ? known.Scope : origins.Expressions[0].Scope;
        var type = (creation?.Type ?? Unwrap(known.Creation).Type) as INamedTypeSymbol;
        if (type is null)
            return Stage.Unknown;
        if (!_code.Torch.Declares(type))
            return new ForwardReader(_code, scope, _depth + 1, _work, null).Class(type, input);
        if (type.Name == "Sequential")
        {
            if (creation is null || LayerList.Of(_code, Unwrap(known.Creation), known.Scope) is not { } parts)
                return Stage.Unknown;
            var inner = new ForwardReader(_code, scope, _depth + 1, _work, null);
            return parts.Aggregate(input, (way, part) => inner.Apply(part, way, part.Creation.Syntax));
        }

        var name = Functions.Normalize(type.Name);
        var made = creation is null ? (LayerRef?)null : new LayerRef(creation, scope);

        // A layer that stands in a list is where it is made; one that a field holds is where it is applied.
        if (Functions.IsActivation(name))
            return new Stage(StageKind.Activation, name, site, input, null, made);
        if (Layers.IsWeight(type.Name))
            return new Stage(StageKind.Weight, name, site, input, null, made);
        if ((Layers.Of(type.Name).Traits & NetworkTraits.Norm) != 0)
            return new Stage(StageKind.Norm, name, site, input, null, made);
        return Functions.Passes(name) ? input.Passing(name) : Stage.Unknown;
    }
}
