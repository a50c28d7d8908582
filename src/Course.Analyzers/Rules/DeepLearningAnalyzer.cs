using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>
/// What all rules share: they leave at once where TorchSharp is absent, and never look at generated code. A compiler runs each by
/// itself; <see cref="RuleRun"/> runs them together.
/// </summary>
public abstract class DeepLearningAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (CodeModel.Of(start.Compilation, start.Options) is { } code)
                start.RegisterSemanticModelAction(model => Look(new RuleContext(model.SemanticModel.SyntaxTree, model.FilterSpan, model.Options, model.ReportDiagnostic, model.CancellationToken), code));
        });
    }

    /// <summary>Looks at one file.</summary>
    internal abstract void Look(RuleContext context, CodeModel code);
}
