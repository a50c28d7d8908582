using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Finds out what modules are made of.</summary>
internal sealed class ModuleReader
{
    private const int MaxDepth = 12;
    private readonly CodeModel _code;
    private readonly ConcurrentDictionary<INamedTypeSymbol, NetworkFacts> _classes = new(SymbolEqualityComparer.Default);
    private ImmutableArray<INamedTypeSymbol> _declaredTypes;
    private ImmutableArray<INamedTypeSymbol> _declaredModules;

    public ModuleReader(CodeModel code) => _code = code;

    /// <summary>All types that the compilation declares.</summary>
    public ImmutableArray<INamedTypeSymbol> DeclaredTypes
    {
        get
        {
            if (_declaredTypes.IsDefault)
            {
                _declaredTypes = _code.Indexes.SelectMany(static index => index.Types)
                    .Select(type => _code.SemanticsOf(type).GetDeclaredSymbol(type) as INamedTypeSymbol).OfType<INamedTypeSymbol>()
                    .Distinct<INamedTypeSymbol>(SymbolEqualityComparer.Default).ToImmutableArray();
            }

            return _declaredTypes;
        }
    }

    /// <summary>The module classes that the compilation declares.</summary>
    public ImmutableArray<INamedTypeSymbol> DeclaredModules
    {
        get
        {
            if (_declaredModules.IsDefault)
                _declaredModules = DeclaredTypes.Where(_code.Torch.IsModule).ToImmutableArray();
            return _declaredModules;
        }
    }

    /// <summary>Whether the compilation declares networks, and the gradients of every one of them are known to explode.</summary>
    public bool EveryNetworkNeedsClipping
    {
        get
        {
            var roots = DeclaredModules.Where(type => !type.IsAbstract && !_code.Torch.IsLoss(type) && !IsPart(type)).ToList();
            return roots.Count > 0 && roots.All(type => OfType(type).NeedsClipping);
        }
    }

    /// <summary>What a value of module type contains, whichever of its origins it comes from.</summary>
    public NetworkFacts Of(Value value) => Of(value, 0);

    /// <summary>What a module class contains.</summary>
    public NetworkFacts OfType(ITypeSymbol? type) => OfType(type, 0);

    /// <summary>What an expression that makes a module contains.</summary>
    public NetworkFacts OfCreation(IOperation operation, Scope scope) => OfCreation(operation, scope, 0);

    private NetworkFacts Of(Value value, int depth)
    {
        if (depth > MaxDepth || !value.IsKnown)
            return NetworkFacts.Unknown;
        var declared = value.Key switch
        {
            INamedTypeSymbol self => self,
            ILocalSymbol local => local.Type,
            IFieldSymbol field => field.Type,
            IPropertySymbol property => property.Type,
            IParameterSymbol parameter => parameter.Type,
            SyntaxNode node => _code.OperationOf(node)?.Type,
            _ => null,
        };
        if (declared is INamedTypeSymbol { IsAbstract: false } named && !IsContainer(named) && OfType(named, depth + 1) is { Complete: true } facts)
            return facts;
        var origins = _code.Definitions.Of(value);
        if (origins.Expressions.IsEmpty)
            return OfType(declared, depth + 1) with { Complete = false };
        return origins.Expressions
            .Select(origin => OfCreation(origin.Operation, origin.Scope, depth + 1))
            .Aggregate(static (a, b) => a.With(b) with { WeightLayers = System.Math.Max(a.WeightLayers, b.WeightLayers) })
            is var all && origins.Complete ? all : all with { Complete = false };
    }

    private NetworkFacts OfType(ITypeSymbol? type, int depth)
    {
        if (type is not INamedTypeSymbol named || !_code.Torch.IsModule(named) || depth > MaxDepth)
            return NetworkFacts.Unknown;
        if (_code.Torch.Declares(named))
            return named.IsAbstract || IsContainer(named) || named.ContainingNamespace?.Name != "Modules" ? NetworkFacts.Unknown : Layers.Of(named.Name);
        if (named.DeclaringSyntaxReferences.IsEmpty)
            return NetworkFacts.Unknown;
        var definition = named.OriginalDefinition;
        if (_classes.TryGetValue(definition, out var known))
            return known;

        // A class that contains itself adds nothing to itself.
        _classes.TryAdd(definition, NetworkFacts.Nothing);
        var facts = ReadClass(definition, depth + 1);
        _classes[definition] = facts;
        return facts;
    }

    /// <summary>Whether another module of the compilation creates modules of this class, so that it is a part and no network by itself.</summary>
    private bool IsPart(INamedTypeSymbol type) => _code.Indexes.SelectMany(index => index.Creations(type.Name)).Any(creation =>
        creation.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } around
        && _code.SemanticsOf(around).GetDeclaredSymbol(around) is INamedTypeSymbol owner
        && !SymbolEqualityComparer.Default.Equals(owner, type) && _code.Torch.IsModule(owner));

    private static bool IsContainer(INamedTypeSymbol type) => type.Name is "Sequential" or "ModuleList" or "ModuleDict";

    private NetworkFacts OfCreation(IOperation operation, Scope scope, int depth)
    {
        if (depth > MaxDepth || operation.Type is not INamedTypeSymbol type)
            return NetworkFacts.Unknown;
        if (!IsContainer(type) || !_code.Torch.Declares(type))
            return OfType(type, depth + 1);
        return Parts(operation).Aggregate(
            NetworkFacts.Nothing,
            (facts, part) => facts.With(part is null ? NetworkFacts.Unknown : OfPart(part, scope, depth + 1)));
    }

    private NetworkFacts OfPart(IOperation part, Scope scope, int depth)
    {
        var origins = _code.Definitions.Of(part, scope);
        return origins.Expressions.Length == 1
            ? OfCreation(origins.Expressions[0].Operation, origins.Expressions[0].Scope, depth)
            : OfType(part.Type, depth);
    }

    /// <summary>The modules that are handed to Sequential, ModuleList or ModuleDict; a null stands for one or more out of sight.</summary>
    public static IEnumerable<IOperation?> Parts(IOperation creation)
    {
        var arguments = creation switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation made => made.Arguments,
            _ => ImmutableArray<IArgumentOperation>.Empty,
        };
        return arguments.SelectMany(static argument => Elements(argument.Value));
    }

    /// <summary>The modules in an argument: itself, or the elements of an array, a collection expression or a pair of name and module.</summary>
    public static IEnumerable<IOperation?> Elements(IOperation value) => value switch
    {
        IConversionOperation conversion => Elements(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues.SelectMany(Elements),
        IArrayCreationOperation => Enumerable.Empty<IOperation?>(),
        ICollectionExpressionOperation collection => collection.Elements.SelectMany(Elements),
        ITupleOperation { Elements.Length: 2 } tuple => Elements(tuple.Elements[1]),
        IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "Tuple" } } pair => Elements(pair.Arguments[1].Value),
        ILiteralOperation { Type.SpecialType: SpecialType.System_String } => Enumerable.Empty<IOperation?>(),
        _ when value.Type is INamedTypeSymbol { TypeKind: TypeKind.Class } type && type.Name is not ("List" or "String") => new IOperation?[] { value },
        _ => new IOperation?[] { null },
    };

    private NetworkFacts ReadClass(INamedTypeSymbol type, int depth)
    {
        var facts = NetworkFacts.Nothing;
        foreach (var reference in type.DeclaringSyntaxReferences)
        {
            if (reference.GetSyntax() is TypeDeclarationSyntax declaration)
                facts = facts.With(ReadDeclaration(declaration, depth));
        }

        // Fields whose value comes from outside tell by their type alone what they hold.
        foreach (var member in type.GetMembers())
        {
            var held = member switch { IFieldSymbol field => field.Type, _ => null };
            if (held is INamedTypeSymbol module && _code.Torch.IsModule(module) && !IsContainer(module))
            {
                var part = OfType(module, depth);
                if (module.IsAbstract)
                    continue;
                facts = facts.With(part with { WeightLayers = 0 });
            }
        }

        return type.BaseType is { DeclaringSyntaxReferences.IsEmpty: false } above && _code.Torch.IsModule(above)
            ? facts.With(OfType(above, depth))
            : facts;
    }

    private NetworkFacts ReadDeclaration(TypeDeclarationSyntax declaration, int depth)
    {
        var facts = NetworkFacts.Nothing;
        foreach (var node in declaration.DescendantNodes(node => node == declaration || node is not TypeDeclarationSyntax))
        {
            if (node is InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax && Makes(node) is { } made)
                facts = facts.With(OfMade(made, node, declaration, depth));
            else if (node is InvocationExpressionSyntax call && _code.OperationOf(call) is IInvocationOperation invocation)
                facts = facts.With(Attention.Of(_code, invocation));
            else if (node is BinaryExpressionSyntax { RawKind: (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.AddExpression } sum && _code.Torch.IsTensor(_code.OperationOf(sum)?.Type))
                facts = facts.With(NetworkFacts.Nothing with { Traits = NetworkTraits.Residual });
            else if (node is StatementSyntax && Recurrence.IsIn(_code, node))
                facts = facts.With(NetworkFacts.WrittenRecurrence);
        }

        return facts;
    }

    private IOperation? Makes(SyntaxNode node)
    {
        var operation = _code.OperationOf(node);
        var isMade = operation is IObjectCreationOperation
            || (operation is IInvocationOperation { TargetMethod: var method } && method.IsStatic && !method.IsExtensionMethod && _code.Torch.Declares(method));
        return isMade && _code.Torch.IsModule(operation!.Type) && !(operation.Type is INamedTypeSymbol type && IsContainer(type)) ? operation : null;
    }

    private NetworkFacts OfMade(IOperation made, SyntaxNode node, TypeDeclarationSyntax declaration, int depth)
    {
        if (_code.Torch.IsLoss(made.Type))
            return NetworkFacts.Nothing;
        var facts = OfType(made.Type, depth);
        for (var outer = node.Parent; outer is not null && outer != declaration; outer = outer.Parent)
        {
            if (outer is ForStatementSyntax loop)
                facts = Loops.TripCount(_code, loop) is { } count ? facts.Times(count) : facts with { Complete = false };
            else if (outer is CommonForEachStatementSyntax or WhileStatementSyntax or AnonymousFunctionExpressionSyntax)
                facts = facts with { Complete = false };
        }

        return facts;
    }
}
