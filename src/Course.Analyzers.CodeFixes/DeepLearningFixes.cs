using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Course.Analyzers.CodeFixes;

/// <summary>Offers the rules' own fixes (<see cref="Fixes"/>) in the IDE, one by one and all at once.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(DeepLearningFixes))]
[Shared]
public sealed class DeepLearningFixes : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = Fixes.All.Select(static fix => fix.Id).ToImmutableArray();

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => TextFixAllProvider.Instance;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null)
            return;
        var text = await context.Document.GetTextAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            // All conditions are checked before the fix is offered: one that is offered works.
            if (Fixes.Of(diagnostic.Id) is { } fix && fix.Changes(diagnostic, root, text) is { IsDefaultOrEmpty: false } changes)
            {
                context.RegisterCodeFix(
                    CodeAction.Create(fix.Title.ToString(null), _ => Task.FromResult(context.Document.WithText(text.WithChanges(changes))), fix.Id),
                    diagnostic);
            }
        }
    }
}
