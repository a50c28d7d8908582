using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>A rule about the order of what happens in training: it is shown each body in which training may happen.</summary>
public abstract class TrainingAnalyzer : DeepLearningAnalyzer
{
    private protected sealed override void Register(CompilationStartAnalysisContext context, CodeModel code) =>
        context.RegisterSemanticModelAction(model =>
        {
            foreach (var body in code.TrainingBodies(model.SemanticModel.SyntaxTree))
            {
                model.CancellationToken.ThrowIfCancellationRequested();
                if (body.Events is { } graph)
                    Check(model, code, body, graph);
            }
        });

    private protected abstract void Check(SemanticModelAnalysisContext context, CodeModel code, Body body, EventGraph graph);
}
