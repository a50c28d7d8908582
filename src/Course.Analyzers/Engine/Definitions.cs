using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>An expression that a value may come from, and the scope in which it stands.</summary>
/// <param name="Operation">The expression as written.</param>
/// <param name="Scope">What the parameters in it stand for.</param>
internal readonly record struct Origin(IOperation Operation, Scope Scope);

/// <summary>All that a value may come from.</summary>
/// <param name="Expressions">The expressions that were found.</param>
/// <param name="Complete">Whether these are all; false where some source is out of sight.</param>
internal readonly record struct Origins(ImmutableArray<Origin> Expressions, bool Complete);

/// <summary>Follows values to the expressions that make them, through locals, fields, properties, parameters and calls.</summary>
internal sealed class Definitions
{
    private const int MaxDepth = 8;
    private readonly CodeModel _code;
    private readonly ConcurrentDictionary<ISymbol, Origins> _assigned = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Origins> _arguments = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, ImmutableArray<IOperation>> _calls = new(SymbolEqualityComparer.Default);
    private readonly ConcurrentDictionary<ISymbol, Origins> _origins = new(SymbolEqualityComparer.Default);

    public Definitions(CodeModel code) => _code = code;

    /// <summary>What an expression stands for.</summary>
    public Value Resolve(IOperation? operation, Scope scope, int depth = 0)
    {
        if (operation is null || depth > MaxDepth)
            return default;
        switch (operation)
        {
            case IFlowCaptureReferenceOperation or IFlowCaptureOperation:
                return Resolve(_code.OperationOf(operation.Syntax) is { } written and not IFlowCaptureReferenceOperation ? written : null, scope, depth + 1);
            case IConversionOperation conversion:
                return Resolve(conversion.Operand, scope, depth + 1);
            case IParenthesizedOperation parenthesized:
                return Resolve(parenthesized.Operand, scope, depth + 1);
            case IAwaitOperation awaited:
                return Resolve(awaited.Operation, scope, depth + 1);
            case IConditionalAccessInstanceOperation instance:
                return Resolve(Receiver(instance), scope, depth + 1);
            case IConditionalAccessOperation conditional:
                return Resolve(conditional.WhenNotNull, scope, depth + 1);
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } self:
                return scope.Instance.IsKnown ? scope.Instance : self.Type is { } type ? Value.Of(type) : default;
            case ILocalReferenceOperation local:
                return ResolveLocal(local.Local, scope, depth);
            case IParameterReferenceOperation parameter:
                return scope.Arguments.TryGetValue(parameter.Parameter, out var argument) ? argument : Value.Of(parameter.Parameter);
            case IFieldReferenceOperation field:
                return Value.Of(field.Field);
            case IPropertyReferenceOperation { Arguments.IsEmpty: true } property:
                return ResolveProperty(property.Property, depth);
            case IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation:
                return Value.Of(operation.Syntax, scope);
            case IDelegateCreationOperation creation:
                return Resolve(creation.Target, scope, depth + 1);
            case IMethodReferenceOperation method:
                return Value.Of(method.Method);
            case IInvocationOperation invocation when ReturnsReceiver(invocation) is { } receiver:
                return Resolve(receiver, scope, depth + 1);
            case IArrayElementReferenceOperation or IPropertyReferenceOperation or IInvalidOperation:
                return default;
            default:
                return Value.Of(operation.Syntax, scope);
        }
    }

    /// <summary>The expressions that a value may come from, followed to the end.</summary>
    public Origins Of(Value value) =>
        value.Key is not ISymbol symbol ? Trace(value) : _origins.TryGetValue(symbol, out var known) ? known : _origins.GetOrAdd(symbol, Trace(value));

    private Origins Trace(Value value)
    {
        var found = ImmutableArray.CreateBuilder<Origin>();
        var complete = Follow(value, found, new HashSet<Value>(), 0);
        return new Origins(found.ToImmutable(), complete && found.Count > 0);
    }

    /// <summary>The expressions that an expression's value may come from, followed to the end.</summary>
    public Origins Of(IOperation operation, Scope scope)
    {
        var found = ImmutableArray.CreateBuilder<Origin>();
        var complete = Follow(operation, scope, found, new HashSet<Value>(), 0);
        return new Origins(found.ToImmutable(), complete && found.Count > 0);
    }

    /// <summary>Whether two values are the same object: known to be, known not to be, or unknown.</summary>
    public bool? AreSame(Value a, Value b)
    {
        if (a.Equals(b))
            return a.IsKnown ? true : null;
        var (ofA, ofB) = (Of(a), Of(b));
        if (ofA.Expressions.Any(one => ofB.Expressions.Any(other => one.Operation.Syntax == other.Operation.Syntax)))
            return true;
        return ofA.Complete && ofB.Complete ? false : null;
    }

    /// <summary>Every expression that is assigned to a variable, and whether these are all there can be.</summary>
    public Origins Assigned(ISymbol symbol) => _assigned.TryGetValue(symbol, out var known) ? known : _assigned.GetOrAdd(symbol, FindAssigned(symbol));

    private Origins FindAssigned(ISymbol symbol)
    {
        var found = ImmutableArray.CreateBuilder<Origin>();
        var complete = AddInitializers(symbol, found);
        var isLocal = symbol is ILocalSymbol;
        var trees = isLocal ? symbol.DeclaringSyntaxReferences.Select(static r => r.SyntaxTree) : _code.Compilation.SyntaxTrees;
        foreach (var tree in trees)
        {
            foreach (var node in TreeIndex.Of(tree, default).Assignments(symbol.Name))
            {
                if (node is not AssignmentExpressionSyntax { Right: { } right } assignment || !Reach.MayAssign(_code, assignment, symbol) || !Refers(assignment.Left, symbol))
                    continue;
                if (_code.OperationOf(right) is { } value)
                    found.Add(new Origin(value, Scope.Empty));
                else
                    complete = false;
            }
        }

        return new Origins(found.ToImmutable(), complete);
    }

    /// <summary>The arguments that call sites in the compilation give to a parameter.</summary>
    public Origins Arguments(IParameterSymbol parameter) => _arguments.TryGetValue(parameter, out var known) ? known : _arguments.GetOrAdd(parameter, FindArguments(parameter));

    private Origins FindArguments(IParameterSymbol parameter)
    {
        var found = ImmutableArray.CreateBuilder<Origin>();
        var complete = true;
        foreach (var call in CallsOf(parameter.ContainingSymbol as IMethodSymbol))
        {
            var arguments = call switch
            {
                IInvocationOperation invocation => invocation.Arguments,
                IObjectCreationOperation creation => creation.Arguments,
                _ => ImmutableArray<IArgumentOperation>.Empty,
            };
            var argument = arguments.FirstOrDefault(a => a.Parameter?.Ordinal == parameter.Ordinal);
            if (argument is not null)
                found.Add(new Origin(argument.Value, Scope.Empty));
            else
                complete = false;
        }

        return new Origins(found.ToImmutable(), complete && found.Count > 0);
    }

    /// <summary>The calls of a method, local function or constructor within the compilation.</summary>
    public ImmutableArray<IOperation> CallsOf(IMethodSymbol? method)
    {
        if (method is null)
            return ImmutableArray<IOperation>.Empty;
        return _calls.TryGetValue(method.OriginalDefinition, out var known) ? known : _calls.GetOrAdd(method.OriginalDefinition, FindCalls(method.OriginalDefinition).ToImmutableArray());
    }

    private IEnumerable<IOperation> FindCalls(IMethodSymbol method)
    {
        foreach (var index in _code.Indexes)
        {
            var nodes = method.MethodKind == MethodKind.Constructor
                ? index.Creations(method.ContainingType.Name).Concat(index.ImplicitCreations)
                : index.Calls(method.Name);
            foreach (var node in nodes)
            {
                var operation = Reach.MayCall(_code, node, method) ? _code.OperationOf(node) : null;
                var target = operation switch
                {
                    IInvocationOperation invocation => invocation.TargetMethod,
                    IObjectCreationOperation creation => creation.Constructor,
                    _ => null,
                };
                if (target is not null && IsOrOverrides(target.OriginalDefinition, method))
                    yield return operation!;
            }
        }
    }

    private static bool IsOrOverrides(IMethodSymbol called, IMethodSymbol method)
    {
        for (var current = method; current is not null; current = current.OverriddenMethod)
        {
            if (SymbolEqualityComparer.Default.Equals(called, current.OriginalDefinition))
                return true;
        }

        return false;
    }

    private static IOperation? Receiver(IConditionalAccessInstanceOperation instance)
    {
        for (var outer = instance.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is IConditionalAccessOperation access && access.Operation.Syntax == instance.Syntax)
                return access.Operation;
        }

        return null;
    }

    /// <summary>The receiver of a call that returns it, such as <c>model.to(device)</c>.</summary>
    private IOperation? ReturnsReceiver(IInvocationOperation invocation)
    {
        var method = invocation.TargetMethod;
        if (!_code.Torch.IsModule(method.ReturnType) || !(_code.Torch.Declares(method) || method.Name is "to" or "cuda" or "cpu"))
            return null;
        var receiver = invocation.Instance ?? (method.IsExtensionMethod ? invocation.Arguments.FirstOrDefault()?.Value : null);
        return receiver is not null && _code.Torch.IsModule(receiver.Type) ? receiver : null;
    }

    private Value ResolveLocal(ILocalSymbol local, Scope scope, int depth)
    {
        // An alias stands for what it was made from, provided that it is never given anything else.
        var assigned = Assigned(local);
        if (assigned is { Complete: true, Expressions.Length: 1 })
        {
            var value = Resolve(assigned.Expressions[0].Operation, scope, depth + 1);
            if (value.Key is ISymbol or AnonymousFunctionExpressionSyntax)
                return value;
        }

        return Value.Of(local);
    }

    private Value ResolveProperty(IPropertySymbol property, int depth)
    {
        foreach (var reference in property.DeclaringSyntaxReferences)
        {
            var returned = reference.GetSyntax() switch
            {
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } expression } => expression,
                PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } => accessors
                    .Select(static a => a.ExpressionBody?.Expression ?? (a.Body?.Statements.FirstOrDefault() as ReturnStatementSyntax)?.Expression)
                    .FirstOrDefault(static e => e is not null),
                _ => null,
            };
            if (returned is not null && _code.OperationOf(returned) is { } operation)
            {
                var value = Resolve(operation, Scope.Empty, depth + 1);
                if (value.Key is ISymbol)
                    return value;
            }
        }

        return Value.Of(property);
    }

    private bool Refers(ExpressionSyntax left, ISymbol symbol) => _code.OperationOf(left) switch
    {
        ILocalReferenceOperation local => SymbolEqualityComparer.Default.Equals(local.Local, symbol),
        IMemberReferenceOperation member => SymbolEqualityComparer.Default.Equals(member.Member.OriginalDefinition, symbol),
        IParameterReferenceOperation parameter => SymbolEqualityComparer.Default.Equals(parameter.Parameter, symbol),
        _ => false,
    };

    private bool AddInitializers(ISymbol symbol, ImmutableArray<Origin>.Builder found)
    {
        var complete = true;
        foreach (var reference in symbol.DeclaringSyntaxReferences)
        {
            var value = reference.GetSyntax() switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } initializer } => initializer,
                VariableDeclaratorSyntax => null,
                PropertyDeclarationSyntax { Initializer.Value: { } initializer } => initializer,
                PropertyDeclarationSyntax { ExpressionBody.Expression: { } returned } => returned,
                PropertyDeclarationSyntax => null,
                var other => Incomplete(other, ref complete),
            };
            if (value is not null && _code.OperationOf(value) is { } operation)
                found.Add(new Origin(operation, Scope.Empty));
        }

        return complete;

        // Deconstruction, patterns, loop variables and out arguments give values that no expression shows.
        static ExpressionSyntax? Incomplete(SyntaxNode _, ref bool complete)
        {
            complete = false;
            return null;
        }
    }

    private bool Follow(Value value, ImmutableArray<Origin>.Builder found, HashSet<Value> seen, int depth)
    {
        if (!value.IsKnown || depth > MaxDepth || !seen.Add(value))
            return false;
        switch (value.Key)
        {
            case IParameterSymbol parameter:
                return FollowAll(Arguments(parameter), found, seen, depth);
            case ILocalSymbol or IFieldSymbol or IPropertySymbol:
                var assigned = Assigned((ISymbol)value.Key);
                return FollowAll(assigned, found, seen, depth);
            case SyntaxNode node when _code.OperationOf(node) is { } operation:
                return Follow(operation, value.Scope ?? Scope.Empty, found, seen, depth);
            default:
                return false;
        }
    }

    private bool FollowAll(Origins origins, ImmutableArray<Origin>.Builder found, HashSet<Value> seen, int depth)
    {
        var complete = origins.Complete;
        foreach (var origin in origins.Expressions)
            complete &= Follow(origin.Operation, origin.Scope, found, seen, depth + 1);
        return complete;
    }

    private bool Follow(IOperation operation, Scope scope, ImmutableArray<Origin>.Builder found, HashSet<Value> seen, int depth)
    {
        if (depth > MaxDepth)
            return false;
        switch (operation)
        {
            case IConversionOperation conversion:
                return Follow(conversion.Operand, scope, found, seen, depth);
            case IParenthesizedOperation parenthesized:
                return Follow(parenthesized.Operand, scope, found, seen, depth);
            case ILiteralOperation { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation:
                return true;
            case IConditionalOperation { WhenFalse: { } whenFalse } conditional:
                return Follow(conditional.WhenTrue, scope, found, seen, depth + 1) & Follow(whenFalse, scope, found, seen, depth + 1);
            case ICoalesceOperation coalesce:
                return Follow(coalesce.Value, scope, found, seen, depth + 1) & Follow(coalesce.WhenNull, scope, found, seen, depth + 1);
            case ISwitchExpressionOperation choice:
                var all = true;
                foreach (var arm in choice.Arms)
                    all &= arm.Value is IThrowOperation or IConversionOperation { Operand: IThrowOperation } || Follow(arm.Value, scope, found, seen, depth + 1);
                return all;
            case ISimpleAssignmentOperation assignment:
                return Follow(assignment.Value, scope, found, seen, depth + 1);
            case IInvocationOperation invocation when ReturnsReceiver(invocation) is { } receiver:
                return Follow(receiver, scope, found, seen, depth + 1);
            case IInvocationOperation invocation when CodeModel.SyntaxOf(invocation.TargetMethod) is { } callee:
                return FollowReturns(callee, invocation, scope, found, seen, depth);
            case IObjectCreationOperation or IInvocationOperation or IArrayCreationOperation or ICollectionExpressionOperation or IAnonymousFunctionOperation:
                found.Add(new Origin(operation, scope));
                return true;
            default:
                var value = Resolve(operation, scope);
                return value.Key is ISymbol and not ITypeSymbol or SyntaxNode && value.Key != operation.Syntax && Follow(value, found, seen, depth + 1);
        }
    }

    private bool FollowReturns(SyntaxNode callee, IInvocationOperation call, Scope scope, ImmutableArray<Origin>.Builder found, HashSet<Value> seen, int depth)
    {
        if (!seen.Add(Value.Of(callee, scope)))
            return false;
        var inner = Enter(call, scope);
        var complete = true;
        foreach (var returned in MethodSummary.ReturnedExpressions(callee))
            complete &= _code.OperationOf(returned) is { } value && Follow(value, inner, found, seen, depth + 1);
        return complete;
    }

    /// <summary>The scope inside a callee.</summary>
    public Scope Enter(IOperation call, Scope scope)
    {
        var (arguments, instance) = call switch
        {
            IInvocationOperation invocation => (invocation.Arguments, Resolve(invocation.Instance, scope)),
            IObjectCreationOperation creation => (creation.Arguments, Value.Of(creation.Syntax, scope)),
            _ => (ImmutableArray<IArgumentOperation>.Empty, default),
        };
        // A local function sees the variables of the method around it.
        var isLocal = call is IInvocationOperation { TargetMethod.MethodKind: MethodKind.LocalFunction };
        var values = isLocal ? scope.Arguments : Scope.Empty.Arguments;
        if (isLocal)
            instance = scope.Instance;
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && argument.ArgumentKind == ArgumentKind.Explicit && Resolve(argument.Value, scope) is { IsKnown: true } value)
                values = values.SetItem(parameter.OriginalDefinition, value);
        }

        return new Scope(values, instance);
    }
}
