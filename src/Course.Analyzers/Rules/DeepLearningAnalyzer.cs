using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>What all rules share: they leave at once where TorchSharp is absent, and never look at generated code.</summary>
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
                Register(start, code);
        });
    }

    private protected abstract void Register(CompilationStartAnalysisContext context, CodeModel code);
}
