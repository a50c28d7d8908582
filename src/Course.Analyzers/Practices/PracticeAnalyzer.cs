using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers;

/// <summary>
/// Reports what is done well, beside the rules and on the same model of the code. It has no <c>DiagnosticAnalyzer</c> attribute,
/// so that no compiler runs it by itself: praise belongs to hosts for learners, not into a build log.
/// </summary>
#pragma warning disable RS1001
public sealed class PracticeAnalyzer : DeepLearningAnalyzer
#pragma warning restore RS1001
{
    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        Practices.All.Select(static practice => practice.Descriptor).ToImmutableArray();

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var practice in Practices.All)
        {
            foreach (var place in practice.Find(code, context.Tree).Distinct())
                context.Report(Diagnostic.Create(practice.Descriptor, place));
        }
    }
}
