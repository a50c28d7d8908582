using Course.Analyzers;
using Microsoft.CodeAnalysis;

namespace Course.Checking;

/// <summary>Makes findings of what rules and practices report.</summary>
internal static class RuleFindings
{
    /// <summary>The finding; null where it has no place in the code.</summary>
    public static Finding? Of(Diagnostic diagnostic, Language language)
    {
        if (diagnostic.Location.SourceTree is null) return null;
        var practice = Practices.Of(diagnostic.Id);
        return new(
            diagnostic.Id,
            practice is not null ? Weight.WellDone : WeightOf(diagnostic.Severity),
            Places.Of(diagnostic.Location),
            diagnostic.GetMessage(language),
            diagnostic.Descriptor.Description.ToString(language),
            diagnostic.Descriptor.HelpLinkUri is { Length: > 0 } link ? link : null,
            FixOf(diagnostic, language))
        {
            IsSuppressed = diagnostic.IsSuppressed,
        };
    }

    private static Weight WeightOf(DiagnosticSeverity severity) => severity switch
    {
        DiagnosticSeverity.Error => Weight.MustFix,
        DiagnosticSeverity.Warning => Weight.ShouldFix,
        _ => Weight.WorthKnowing,
    };

    private static SuggestedFix? FixOf(Diagnostic diagnostic, Language language)
    {
        if (Fixes.Of(diagnostic.Id) is not { } fix) return null;
        var tree = diagnostic.Location.SourceTree!;
        var changes = fix.Changes(diagnostic, tree.GetRoot(), tree.GetText());
        return changes.IsDefaultOrEmpty ? null : new(fix.Title.ToString(language), [.. changes
            .OrderBy(static change => change.Span.Start)
            .Select(static change => new TextEdit(change.Span.Start, change.Span.Length, change.NewText ?? ""))]);
    }
}
