using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>
/// Follows tensors through a body, statement by statement, and through the layers and methods that it calls. What it does not
/// understand becomes <see cref="Stage.Unknown"/>, from where a new way starts.
/// </summary>
internal sealed partial class ForwardReader
{
    private const int MaxDepth = 12;
    private const int MaxRounds = 64;
    private const int MaxWork = 20_000;

    private readonly CodeModel _code;
    private readonly Action<IInvocationOperation, ForwardReader>? _onCall;
    private readonly List<Stage> _returned = new();
    private readonly int _depth;
    private readonly Scope _scope;
    private readonly int[] _work;
    private Dictionary<ISymbol, Stage> _tensors = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, int> _counters = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, LayerRef> _layers = new(SymbolEqualityComparer.Default);

    private ForwardReader(CodeModel code, Scope scope, int depth, int[] work, Action<IInvocationOperation, ForwardReader>? onCall) =>
        (_code, _scope, _depth, _work, _onCall) = (code, scope, depth, work, onCall);

    /// <summary>The way from a module's first tensor parameter to what its forward returns; unknown where several ways differ.</summary>
    public static Stage OfForward(CodeModel code, INamedTypeSymbol module, Stage input) => new ForwardReader(code, Scope.Empty, 0, new int[1], null).Class(module, input);

    /// <summary>The way through a module that an expression makes.</summary>
    public static Stage OfCreation(CodeModel code, IOperation creation, Stage input) => new ForwardReader(code, Scope.Empty, 0, new int[1], null).Apply(new LayerRef(creation, Scope.Empty), input, creation.Syntax);

    /// <summary>Reads a body and shows each call to <paramref name="onCall"/> as it comes, so that it can ask what its arguments are.</summary>
    public static void Read(CodeModel code, SyntaxNode body, Action<IInvocationOperation, ForwardReader> onCall)
    {
        var reader = new ForwardReader(code, Scope.Empty, 0, new int[1], onCall);
        reader.Body(body);
    }

    /// <summary>The way of a tensor that an expression stands for.</summary>
    public Stage Tensor(IOperation? operation)
    {
        if (operation is null || ++_work[0] > MaxWork)
            return Stage.Unknown;
        switch (operation)
        {
            case IConversionOperation conversion:
                return Tensor(conversion.Operand);
            case IParenthesizedOperation parenthesized:
                return Tensor(parenthesized.Operand);
            case ILocalReferenceOperation local:
                return _tensors.TryGetValue(local.Local, out var known) ? known : Stage.Unknown;
            case IParameterReferenceOperation parameter:
                if (!_tensors.TryGetValue(parameter.Parameter, out var given))
                    _tensors[parameter.Parameter] = given = new Stage(StageKind.Input, "", null, null, parameter.Parameter);
                return given;
            case ISimpleAssignmentOperation assignment:
                return Assign(assignment.Target, assignment.Value);
            case IConditionalAccessOperation access:
                return Tensor(access.WhenNotNull);
            case IConditionalOperation { WhenFalse: { } whenFalse } choice:
                return Merge(Tensor(choice.WhenTrue), Tensor(whenFalse));
            case IBinaryOperation binary:
                return Binary(binary);
            case IPropertyReferenceOperation { Arguments.IsEmpty: false, Instance: { } indexed } when _code.Torch.IsTensor(indexed.Type):
                return Tensor(indexed).Passing("index");
            case IPropertyReferenceOperation { Property.Name: "Item1", Instance: { } tuple } when !_code.Torch.IsTensor(tuple.Type):
                return Stage.Unknown;
            case IInvocationOperation call:
                return Call(call);
            default:
                foreach (var child in operation.ChildOperations)
                    Tensor(child);
                return Stage.Unknown;
        }
    }

    private Stage Class(INamedTypeSymbol module, Stage input)
    {
        var forward = module.GetMembers("forward").OfType<IMethodSymbol>().FirstOrDefault(static m => m.IsOverride && !m.DeclaringSyntaxReferences.IsEmpty);
        if (forward is null)
            return module.BaseType is { DeclaringSyntaxReferences.IsEmpty: false } above ? Class(above, input) : Stage.Unknown;
        return forward.DeclaringSyntaxReferences[0].GetSyntax() is { } syntax ? Method(forward, syntax, new[] { input }, Scope.Empty) : Stage.Unknown;
    }

    private Stage Method(IMethodSymbol method, SyntaxNode syntax, Stage?[] arguments, Scope scope)
    {
        if (_depth >= MaxDepth)
            return Stage.Unknown;
        var inner = new ForwardReader(_code, scope, _depth + 1, _work, null);
        for (var i = 0; i < method.Parameters.Length && i < arguments.Length; i++)
        {
            if (arguments[i] is { } argument)
                inner._tensors[method.Parameters[i]] = argument;
        }

        for (var i = arguments.Length; i < method.Parameters.Length; i++)
            inner._tensors[method.Parameters[i]] = Stage.Unknown;
        inner.Body(syntax);
        return inner._returned.Count == 0 ? Stage.Unknown : inner._returned.Aggregate(Merge);
    }

    private void Body(SyntaxNode syntax)
    {
        switch (_code.OperationOf(syntax))
        {
            case IMethodBodyBaseOperation { ExpressionBody: { } arrow }:
                Statement(arrow);
                break;
            case IMethodBodyBaseOperation { BlockBody: { } block }:
                Statement(block);
                break;
            case ILocalFunctionOperation { Body: { } local }:
                Statement(local);
                break;
            case IAnonymousFunctionOperation { Body: { } lambda }:
                Statement(lambda);
                break;
            case IBlockOperation block:
                Statement(block);
                break;
        }
    }

    private void Statement(IOperation? operation)
    {
        switch (operation)
        {
            case null:
                return;
            case IReturnOperation { ReturnedValue: { } value }:
                _returned.Add(Tensor(value));
                return;
            case IExpressionStatementOperation expression:
                Tensor(expression.Operation);
                return;
            case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator:
                Bind(declarator.Symbol, value);
                return;
            case IConditionalOperation condition:
                Tensor(condition.Condition);
                Branches(condition);
                return;
            case IForLoopOperation loop:
                foreach (var each in loop.Before)
                    Statement(each);
                Repeat(loop.Body, loop.Syntax is ForStatementSyntax syntax ? Loops.TripCount(_code, syntax) ?? LayerCount(loop) : null, loop.Locals.FirstOrDefault());
                return;
            case IForEachLoopOperation loop:
                Each(loop);
                return;
            case ILoopOperation loop:
                Repeat(loop.Body, null);
                return;
            case ILocalFunctionOperation or IAnonymousFunctionOperation:
                return;
            case IUsingOperation or IUsingDeclarationOperation or IBlockOperation or ITryOperation or IVariableDeclarationGroupOperation or IVariableDeclarationOperation or ILabeledOperation or ISwitchOperation or ISwitchCaseOperation or ILockOperation:
                foreach (var child in operation.ChildOperations)
                    Statement(child);
                return;
            default:
                Tensor(operation);
                return;
        }
    }

    private void Bind(ILocalSymbol local, IOperation value)
    {
        if (_code.Torch.IsModule(local.Type))
            _layers[local] = new LayerRef(value, _scope);
        _tensors[local] = Tensor(value);
    }

    private Stage Assign(IOperation target, IOperation value)
    {
        var way = Tensor(value);
        if (target is ILocalReferenceOperation local)
            _tensors[local.Local] = way;
        else if (target is IParameterReferenceOperation parameter)
            _tensors[parameter.Parameter] = way;
        return way;
    }

    private void Branches(IConditionalOperation condition)
    {
        var before = new Dictionary<ISymbol, Stage>(_tensors, SymbolEqualityComparer.Default);
        Statement(condition.WhenTrue);
        var (afterTrue, leaves) = (_tensors, Leaves(condition.WhenTrue));
        _tensors = new Dictionary<ISymbol, Stage>(before, SymbolEqualityComparer.Default);
        Statement(condition.WhenFalse);
        if (leaves)
            return;
        if (Leaves(condition.WhenFalse))
        {
            _tensors = afterTrue;
            return;
        }

        foreach (var entry in afterTrue)
            _tensors[entry.Key] = _tensors.TryGetValue(entry.Key, out var other) ? Merge(entry.Value, other) : entry.Value;
    }

    private static bool Leaves(IOperation? statement) => statement switch
    {
        IReturnOperation or IThrowOperation or IBranchOperation => true,
        IExpressionStatementOperation { Operation: IThrowOperation } => true,
        IBlockOperation block => block.Operations.Any(Leaves),
        _ => false,
    };

    /// <summary>Runs a loop's body as often as it runs, or, where that is not known, finds out which tensors it changes.</summary>
    private void Repeat(IOperation body, int? count, ILocalSymbol? counter = null)
    {
        for (var round = 0; round < (count ?? 2) && round < MaxRounds && _work[0] < MaxWork; round++)
        {
            var before = new Dictionary<ISymbol, Stage>(_tensors, SymbolEqualityComparer.Default);
            if (counter is not null)
                _counters[counter] = round;
            Statement(body);
            var grown = before.Keys.Where(key => !_tensors[key].Equals(before[key])).ToList();
            if (grown.Count == 0)
                return;
            if (count is not null)
                continue;
            foreach (var key in grown)
                _tensors[key] = Stage.Unknown;
        }
    }

    /// <summary>The trip count of a loop that goes over a list of layers by index.</summary>
    private int? LayerCount(IForLoopOperation loop) =>
        loop.Condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan, RightOperand: IPropertyReferenceOperation { Property.Name: "Count" or "Length", Instance: { } list } }
            ? LayerList.Of(_code, list, _scope)?.Count
            : null;

    private void Each(IForEachLoopOperation loop)
    {
        var variable = loop.Locals.FirstOrDefault();
        if (variable is null || !_code.Torch.IsModule(variable.Type))
        {
            Tensor(loop.Collection);
            Repeat(loop.Body, null);
            return;
        }

        if (LayerList.Of(_code, loop.Collection, _scope) is not { } layers)
        {
            Repeat(loop.Body, null);
            return;
        }

        foreach (var layer in layers)
        {
            _layers[variable] = layer;
            Statement(loop.Body);
        }
    }

    private static Stage Merge(Stage a, Stage b) => ReferenceEquals(a, b) ? a
        : a.Equals(b) || (a.Kind == b.Kind && a.Name == b.Name && Equals(a.Previous, b.Previous)) ? b.Through.Aggregate(a.Layer == b.Layer ? a : a with { Layer = null }, static (stage, name) => stage.Passing(name))
        : Stage.Unknown;

    private Stage Binary(IBinaryOperation binary)
    {
        var (left, right) = (binary.LeftOperand, binary.RightOperand);
        var (isLeft, isRight) = (IsActivationValue(left), IsActivationValue(right));
        if (isLeft != isRight)
        {
            // A weight or a number scales and shifts, and does not bend; but a scaled softmax is no distribution any more.
            var scaled = Tensor(isLeft ? left : right);
            return scaled is { Kind: StageKind.Activation, Name: "softmax" or "logsoftmax" } ? Stage.Unknown : scaled;
        }

        var (a, b) = (Tensor(left), Tensor(right));
        if (binary.OperatorKind != BinaryOperatorKind.Add || ReferenceEquals(a, Stage.Unknown) || ReferenceEquals(b, Stage.Unknown))
            return Stage.Unknown;
        if (a.Extends(b))
            return new Stage(StageKind.Residual, "", binary.Syntax, a);
        return b.Extends(a) ? new Stage(StageKind.Residual, "", binary.Syntax, b) : Stage.Unknown;
    }

    /// <summary>Whether an operand carries the signal: a tensor, but neither a weight nor a number.</summary>
    private bool IsActivationValue(IOperation operand)
    {
        while (operand is IConversionOperation conversion)
            operand = conversion.Operand;
        return _code.Torch.IsTensor(operand.Type) && !SymbolEqualityComparer.Default.Equals(operand.Type, _code.Torch.Parameter);
    }

    private Stage Call(IInvocationOperation call)
    {
        _onCall?.Invoke(call, this);
        var method = call.TargetMethod;
        if (method.Name is "forward" or "call" && _code.Torch.IsModule(call.Instance?.Type))
            return ApplyCall(call);
        if (_code.Torch.Declares(method))
            return Library(call);
        var body = method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (body is null || !_code.Torch.IsTensor(method.ReturnType) || method.IsAbstract)
        {
            foreach (var argument in call.Arguments)
                Tensor(argument.Value);
            return Stage.Unknown;
        }

        return Method(method, body, Ordered(call), _code.Definitions.Enter(call, _scope));
    }

    private Stage?[] Ordered(IInvocationOperation call)
    {
        var arguments = new Stage?[call.TargetMethod.Parameters.Length];
        foreach (var argument in call.Arguments)
        {
            if (argument.Parameter is { } parameter && _code.Torch.IsTensor(parameter.Type))
                arguments[parameter.Ordinal] = Tensor(argument.Value);
        }

        return arguments;
    }

    private Stage Library(IInvocationOperation call)
    {
        var name = Functions.Normalize(call.TargetMethod.Name);
        var signal = _code.Torch.IsTensor(call.Instance?.Type) ? call.Instance : call.Arguments.FirstOrDefault()?.Value;
        var way = Tensor(signal);
        foreach (var argument in call.Arguments.Where(a => a.Value != signal))
            Tensor(argument.Value);
        if (signal is null || !_code.Torch.IsTensor(call.Type))
            return Stage.Unknown;
        if (Functions.IsActivation(name))
            return new Stage(StageKind.Activation, name, call.Syntax, way);
        if (name is "linear" or "conv1d" or "conv2d" or "conv3d")
            return new Stage(StageKind.Weight, name, call.Syntax, way);
        if (name is "matmul" or "mm" && call.Arguments.Any(a => SymbolEqualityComparer.Default.Equals(Unwrap(a.Value).Type, _code.Torch.Parameter)))
            return new Stage(StageKind.Weight, name, call.Syntax, way);
        if (name is "layernorm" or "batchnorm" or "groupnorm" or "instancenorm")
            return new Stage(StageKind.Norm, name, call.Syntax, way);
        if (name is "add" && call.Arguments.Length > 0 && Tensor(call.Arguments[call.Instance is null ? 1 : 0].Value) is var other && !ReferenceEquals(other, Stage.Unknown))
            return way.Extends(other) ? new Stage(StageKind.Residual, "", call.Syntax, way) : other.Extends(way) ? new Stage(StageKind.Residual, "", call.Syntax, other) : Stage.Unknown;
        return Functions.Passes(name) ? way.Passing(name) : Stage.Unknown;
    }

    private static IOperation Unwrap(IOperation operation) => operation is IConversionOperation conversion ? Unwrap(conversion.Operand) : operation;

    private Stage ApplyCall(IInvocationOperation call)
    {
        var input = call.Arguments.Length > 0 ? Tensor(call.Arguments[0].Value) : Stage.Unknown;
        foreach (var argument in call.Arguments.Skip(1))
            Tensor(argument.Value);
        if (!_code.Torch.IsTensor(call.Type) || call.Instance is null || _code.Torch.IsLoss(call.Instance.Type))
            return Stage.Unknown;
        if (call.Instance is IInstanceReferenceOperation { Type: INamedTypeSymbol self })
            return _depth < MaxDepth ? new ForwardReader(_code, _scope, _depth + 1, _work, null).Class(self, input) : Stage.Unknown;
        return Apply(Layer(call.Instance), input, call.Syntax);
    }
}
