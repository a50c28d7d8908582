using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A layer: the expression that makes it or refers to it, and what parameters in it stand for.</summary>
/// <param name="Creation">The expression.</param>
/// <param name="Scope">The scope in which it stands.</param>
internal readonly record struct LayerRef(IOperation Creation, Scope Scope);

/// <summary>Unrolls what Sequential, ModuleList, lists and arrays of layers hold, in order.</summary>
internal static class LayerList
{
    private const int MaxLayers = 400;
    private static readonly string[] Appending = { "Add", "append", "AddRange", "Insert", "add_module" };

    /// <summary>The layers of a collection; null where they are not all known, in number or in kind.</summary>
    public static IReadOnlyList<LayerRef>? Of(CodeModel code, IOperation collection, Scope scope) => Of(code, collection, scope, 0);

    private static List<LayerRef>? Of(CodeModel code, IOperation collection, Scope scope, int depth)
    {
        var value = code.Definitions.Resolve(collection, scope);
        var origins = code.Definitions.Of(collection, scope);
        if (depth > 6 || origins is not { Complete: true, Expressions.Length: 1 })
            return null;
        var (creation, inner) = (origins.Expressions[0].Operation, origins.Expressions[0].Scope);
        var layers = new List<LayerRef>();
        if (!AddParts(code, creation, inner, layers, depth))
            return null;
        return value.Key is ISymbol symbol and not ITypeSymbol && !AddAppended(code, symbol, layers) ? null : layers;
    }

    private static bool AddParts(CodeModel code, IOperation creation, Scope scope, List<LayerRef> layers, int depth)
    {
        if (creation is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType.Name: "Enumerable" } } copy)
            return AddRange(code, copy.Arguments[0].Value, scope, layers, depth);
        if (creation is IArrayCreationOperation { Initializer: null } or IObjectCreationOperation { Arguments.IsEmpty: true, Initializer: null })
            return true;
        var parts = creation is IArrayCreationOperation or ICollectionExpressionOperation
            ? ModuleReader.Elements(creation)
            : creation is IObjectCreationOperation { Initializer: { } initializer }
                ? initializer.Initializers.OfType<IInvocationOperation>().SelectMany(static add => ModuleReader.Elements(add.Arguments.Last().Value))
                : ModuleReader.Parts(creation);
        var arguments = (creation as IInvocationOperation)?.Arguments ?? (creation as IObjectCreationOperation)?.Arguments ?? ImmutableArray<IArgumentOperation>.Empty;
        foreach (var part in parts)
        {
            if (part is not null && code.Torch.IsModule(part.Type))
                layers.Add(new LayerRef(part, scope));
            else if (arguments.Length != 1 || !AddRange(code, arguments[0].Value, scope, layers, depth))
                return false;
        }

        return layers.Count <= MaxLayers;
    }

    /// <summary>Adds what a list expression holds: another list, or <c>Enumerable.Range(0, n).Select(_ => layer)</c>.</summary>
    private static bool AddRange(CodeModel code, IOperation list, Scope scope, List<LayerRef> layers, int depth)
    {
        while (list is IConversionOperation conversion)
            list = conversion.Operand;
        if (list is IInvocationOperation { TargetMethod: { Name: "ToList" or "ToArray", ContainingType.Name: "Enumerable" } } copy)
            return AddRange(code, copy.Arguments[0].Value, scope, layers, depth);
        if (list is IInvocationOperation { TargetMethod: { Name: "Select", ContainingType.Name: "Enumerable" } } select)
        {
            if (Strip(select.Arguments[0].Value) is IInvocationOperation { TargetMethod.Name: "Range" } range
                && Loops.Integer(code, range.Arguments[1].Value, scope) is { } count and >= 0 and <= MaxLayers
                && Strip(select.Arguments[1].Value) is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax { ExpressionBody: { } made } } }
                && code.OperationOf(made) is { } layer)
            {
                layers.AddRange(Enumerable.Repeat(new LayerRef(layer, scope), (int)count));
                return true;
            }

            return false;
        }

        if (Of(code, list, scope, depth + 1) is not { } found)
            return false;
        layers.AddRange(found);
        return layers.Count <= MaxLayers;
    }

    private static IOperation Strip(IOperation operation) => operation is IConversionOperation conversion ? Strip(conversion.Operand) : operation;

    /// <summary>Adds what calls of Add append to a variable, loops with known trip counts unrolled.</summary>
    private static bool AddAppended(CodeModel code, ISymbol variable, List<LayerRef> layers)
    {
        var trees = variable.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree).Distinct();
        var appended = trees.SelectMany(tree => Appending.SelectMany(name => TreeIndex.Of(tree, default).Calls(name)))
            .Where(node => code.OperationOf(node) is IInvocationOperation { Instance: { } instance }
                && code.Definitions.Resolve(instance, Scope.Empty).Key is ISymbol symbol && SymbolEqualityComparer.Default.Equals(symbol, variable))
            .OrderBy(static node => node.SpanStart).ToList();
        if (appended.Count == 0)
            return true;
        if (appended.Any(static node => node.FirstAncestorOrSelf<SyntaxNode>(static each => each is IfStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or SwitchSectionSyntax or AnonymousFunctionExpressionSyntax) is not null))
            return false;
        for (var i = 0; i < appended.Count;)
        {
            var loop = appended[i].FirstAncestorOrSelf<ForStatementSyntax>();
            var group = loop is null ? 1 : appended.Skip(i).TakeWhile(node => node.FirstAncestorOrSelf<ForStatementSyntax>() == loop).Count();
            var times = 1L;
            for (var outer = loop; outer is not null; outer = outer.Parent?.FirstAncestorOrSelf<ForStatementSyntax>())
                times *= Loops.TripCount(code, outer) ?? MaxLayers + 1;
            if (times * group > MaxLayers)
                return false;
            for (var round = 0L; round < times; round++)
            {
                foreach (var node in appended.Skip(i).Take(group))
                {
                    if (code.OperationOf(node) is not IInvocationOperation { TargetMethod.Name: "Add" or "append" or "add_module" } add)
                        return false;
                    var made = ModuleReader.Elements(add.Arguments.Last().Value).FirstOrDefault();
                    if (made is null)
                        return false;
                    layers.Add(new LayerRef(made, Scope.Empty));
                }
            }

            i += group;
        }

        return layers.Count <= MaxLayers;
    }
}
