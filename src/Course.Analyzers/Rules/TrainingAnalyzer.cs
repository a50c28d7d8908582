using Course.Analyzers.Engine;

namespace Course.Analyzers;

/// <summary>A rule about the order of what happens in training: it is shown each body in which training may happen.</summary>
public abstract class TrainingAnalyzer : DeepLearningAnalyzer
{
    internal sealed override void Look(RuleContext context, CodeModel code)
    {
        foreach (var body in code.TrainingBodies(context.Tree))
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (body.Events is { } graph)
                Check(context, code, body, graph);
        }
    }

    private protected abstract void Check(RuleContext context, CodeModel code, Body body, EventGraph graph);
}
