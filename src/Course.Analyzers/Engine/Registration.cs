using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>How module classes make their parameters known.</summary>
internal static class Registration
{
    private static readonly string[] ByHand = { "register_module", "register_parameter", "add_module", "register_buffer", "ConditionallyRegisterParameter" };

    private static readonly string[] Registering = { "RegisterComponents", "register_module", "register_parameter", "add_module", "ConditionallyRegisterParameter" };

    private static readonly HashSet<string> WithParameters = new()
    {
        "Linear", "Bilinear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d", "Embedding", "EmbeddingBag",
        "RNN", "LSTM", "GRU", "RNNCell", "LSTMCell", "GRUCell", "Transformer", "TransformerEncoder", "TransformerEncoderLayer", "TransformerDecoder",
        "TransformerDecoderLayer", "MultiheadAttention", "BatchNorm1d", "BatchNorm2d", "BatchNorm3d", "LayerNorm", "GroupNorm", "PReLU",
    };

    /// <summary>The library's layers that hold parameters, by the name that type and factory share.</summary>
    public static IReadOnlyCollection<string> LayersWithParameters => WithParameters;

    /// <summary>Whether a class calls what registers, by itself, in a source class that it derives from, or in one that derives from it.</summary>
    public static bool IsDone(CodeModel code, INamedTypeSymbol module)
    {
        for (var type = module; type is not null && !code.Torch.Declares(type); type = type.BaseType)
        {
            // What a referenced base class does is out of sight.
            if (type.DeclaringSyntaxReferences.IsEmpty || Calls(type) || Overrides(type))
                return true;
        }

        return code.Modules.DeclaredModules.Any(other => !SymbolEqualityComparer.Default.Equals(other, module) && TorchSymbols.Inherits(other, module) && Calls(other));
    }

    /// <summary>Whether a class registers members one by one, so that it may register what no field shows.</summary>
    public static bool RegistersByHand(INamedTypeSymbol module) => Mentions(module, ByHand.Contains) || Overrides(module);

    /// <summary>Whether modules of a type hold parameters.</summary>
    public static bool HasParameters(CodeModel code, ISymbol member, ITypeSymbol type, int depth = 0)
    {
        if (SymbolEqualityComparer.Default.Equals(type, code.Torch.Parameter))
            return true;
        if (depth > 6 || type is not INamedTypeSymbol named || !code.Torch.IsModule(type))
            return false;
        if (!code.Torch.Declares(named))
            return Members(named).Any(each => HasParameters(code, each.Member, each.Type, depth + 1));
        if (WithParameters.Contains(named.Name))
            return true;
        if (!named.IsAbstract && named.Name is not ("Sequential" or "ModuleList" or "ModuleDict"))
            return false;
        return code.Definitions.Assigned(member).Expressions.Any(origin => origin.Operation.DescendantsAndSelf().Any(each =>
            each is IInvocationOperation or IObjectCreationOperation && each.Type is INamedTypeSymbol { IsAbstract: false } made
            && (WithParameters.Contains(made.Name) ? code.Torch.Declares(made) : !code.Torch.Declares(made) && HasParameters(code, member, made, depth + 1))));
    }

    /// <summary>The fields and automatic properties of a class itself, with their types.</summary>
    public static IEnumerable<(ISymbol Member, ITypeSymbol Type)> Members(INamedTypeSymbol type) => type.GetMembers().Where(static member => !member.IsStatic).SelectMany(static member => member switch
    {
        IFieldSymbol { AssociatedSymbol: IPropertySymbol property } => new[] { ((ISymbol)property, property.Type) },
        IFieldSymbol { IsImplicitlyDeclared: false } field => new[] { ((ISymbol)field, field.Type) },
        _ => System.Array.Empty<(ISymbol, ITypeSymbol)>(),
    });

    /// <summary>Whether an expression makes a new module or parameter.</summary>
    public static bool Makes(CodeModel code, IOperation operation) =>
        (code.Torch.IsModule(operation.Type) || SymbolEqualityComparer.Default.Equals(operation.Type, code.Torch.Parameter))
        && (operation is IObjectCreationOperation || (operation is IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false } method } && code.Torch.Declares(method)));

    private static bool Calls(INamedTypeSymbol type) => Mentions(type, Registering.Contains);

    private static bool Overrides(INamedTypeSymbol type) => type.GetMembers().OfType<IMethodSymbol>().Any(static m => m.IsOverride && m.Name is "parameters" or "named_parameters" or "RegisterComponents");

    private static bool Mentions(INamedTypeSymbol type, System.Func<string, bool> isMeant) => type.DeclaringSyntaxReferences.Any(reference =>
        reference.GetSyntax().DescendantNodes().OfType<InvocationExpressionSyntax>().Any(call => (call.Expression as SimpleNameSyntax ?? (call.Expression as MemberAccessExpressionSyntax)?.Name) is { } name && isMeant(name.Identifier.ValueText)));
}
