using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Turns a List or an array of modules into a ModuleList, and a dictionary into a ModuleDict, where the code asks nothing of it that these cannot do.</summary>
public sealed class DL8001HiddenModulesFix : RuleFix
{
    private static readonly HashSet<string> Shared = new() { "Add", "Insert", "Count", "Contains", "IndexOf", "Clear", "Remove", "RemoveAt", "Select", "Where", "First", "Last", "ToArray", "ToList", "Any", "All", "Zip", "Skip", "Take", "Aggregate" };

    private static readonly HashSet<string> SharedByDictionary = new() { "Add", "Count", "ContainsKey", "TryGetValue", "Remove", "Clear", "Keys", "Values" };

    public DL8001HiddenModulesFix()
        : base(DL8001HiddenModules.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Use a ModuleList or a ModuleDict", "ModuleList나 ModuleDict 쓰기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        if (!diagnostic.Properties.TryGetValue(DL8001HiddenModules.Type, out var type) || !diagnostic.Properties.TryGetValue(DL8001HiddenModules.Factory, out var factory)
            || root.FindNode(diagnostic.Location.SourceSpan).FirstAncestorOrSelf<VariableDeclaratorSyntax>() is not { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } field
            || Element(declaration.Type) is not { } element
            || field.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } holder)
        {
            return default;
        }

        var (name, arguments) = (field.Identifier.ValueText, "<" + element + ">");
        var values = holder.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(each => each.Left is IdentifierNameSyntax left && left.Identifier.ValueText == name).Select(static each => each.Right).ToList();
        if (field.Initializer is { Value: var initial })
            values.Add(initial);
        var isDictionary = type!.EndsWith("ModuleDict", System.StringComparison.Ordinal);
        var edits = values.Select(value => isDictionary && value is not BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList: null or { Arguments.Count: 0 } } ? null : Creation(value, factory + arguments, text)).ToList();
        if (edits.Count == 0 || edits.Any(static edit => edit is null))
            return default;
        var lengths = new List<TextChange>();
        foreach (var use in holder.DescendantNodes().OfType<IdentifierNameSyntax>().Where(each => each.Identifier.ValueText == name))
        {
            switch (use.Parent)
            {
                case MemberAccessExpressionSyntax { Name: { Identifier.ValueText: "Length" } length } access when access.Expression == use:
                    lengths.Add(new TextChange(length.Span, "Count"));
                    break;
                case MemberAccessExpressionSyntax access when access.Expression == use && !(isDictionary ? SharedByDictionary : Shared).Contains(access.Name.Identifier.ValueText):
                    return default;

                // A ModuleDict throws where a new key is assigned, a ModuleList where it has no such place, and neither enumerates as a dictionary does.
                case ElementAccessExpressionSyntax { Parent: AssignmentExpressionSyntax assignment } place when assignment.Left == place:
                case CommonForEachStatementSyntax or ArgumentSyntax when isDictionary:
                    return default;
            }
        }

        return edits.Select(static edit => edit!.Value).Concat(lengths).Prepend(new TextChange(declaration.Type.Span, type + arguments)).ToImmutableArray();
    }

    /// <summary>The type of the elements, as the declaration writes it.</summary>
    private static TypeSyntax? Element(TypeSyntax declared) => declared is NullableTypeSyntax { ElementType: var inner } ? Element(inner)
        : declared is ArrayTypeSyntax { RankSpecifiers.Count: 1 } array ? array.ElementType
        : declared.DescendantNodesAndSelf().OfType<TypeArgumentListSyntax>().FirstOrDefault()?.Arguments.Last();

    private static TextChange? Creation(ExpressionSyntax value, string factory, SourceText text)
    {
        var elements = value switch
        {
            BaseObjectCreationExpressionSyntax { ArgumentList: null or { Arguments.Count: 0 }, Initializer: var initializer } => initializer?.Expressions.Select(static e => (SyntaxNode)e) ?? Enumerable.Empty<SyntaxNode>(),
            ArrayCreationExpressionSyntax { Initializer: { } array } => array.Expressions,
            ImplicitArrayCreationExpressionSyntax { Initializer: var array } => array.Expressions,
            InitializerExpressionSyntax array => array.Expressions,
            CollectionExpressionSyntax collection when collection.Elements.All(static e => e is ExpressionElementSyntax) => collection.Elements,
            _ => null,
        };
        return elements is null ? null : new TextChange(value.Span, factory + "(" + string.Join(", ", elements.Select(element => text.ToString(element.Span))) + ")");
    }
}
