using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Turns a List of modules into a ModuleList, where the code asks nothing of it that a ModuleList cannot do.</summary>
public sealed class DL8001HiddenModulesFix : RuleFix
{
    private static readonly HashSet<string> Shared = new() { "Add", "Insert", "Count", "Contains", "IndexOf", "Clear", "Remove", "RemoveAt", "Select", "Where", "First", "Last", "ToArray", "ToList", "Any", "All", "Zip", "Skip", "Take", "Aggregate" };

    public DL8001HiddenModulesFix()
        : base(DL8001HiddenModules.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use a ModuleList", "ModuleList 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (!diagnostic.Properties.TryGetValue(DL8001HiddenModules.Type, out var type) || !diagnostic.Properties.TryGetValue(DL8001HiddenModules.Factory, out var factory)
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } field
            || declaration.Type.DescendantNodesAndSelf().OfType<TypeArgumentListSyntax>().FirstOrDefault() is not { } arguments
            || field.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } holder)
        {
            return default;
        }

        var name = field.Identifier.ValueText;
        var values = holder.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(each => each.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name).Select(static each => each.Right).ToList();
        if (field.Initializer is { Value: var initial })
            values.Add(initial);
        var edits = values.Select(value => Creation(value, factory + arguments, text)).ToList();
        var asksMore = holder.DescendantNodes().OfType<MemberAccessExpressionSyntax>()
            .Any(access => access.Expression is IdentifierNameSyntax list && list.Identifier.ValueText == name && !Shared.Contains(access.Name.Identifier.ValueText));
        return asksMore || edits.Count == 0 || edits.Any(static edit => edit is null)
            ? default
            : edits.Select(static edit => edit!.Value).Prepend(new TextChange(declaration.Type.Span, type + arguments)).ToImmutableArray();
    }

    private static TextChange? Creation(ExpressionSyntax value, string factory, SourceText text)
    {
        var elements = value switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: var initializer } => initializer?.Expressions.Select(static e => (SyntaxNode)e) ?? Enumerable.Empty<SyntaxNode>(),
            CollectionExpressionSyntax collection when collection.Elements.All(static e => e is ExpressionElementSyntax) => collection.Elements,
            _ => null,
        };
        return elements is null ? null : new TextChange(value.Span, factory + "(" + string.Join(", ", elements.Select(element => text.ToString(element.Span))) + ")");
    }
}
