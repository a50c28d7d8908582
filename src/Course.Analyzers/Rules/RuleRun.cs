using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>
/// All rules as one analyzer that keeps what they find to itself: for hosts that check whole programs again and again. Roslyn's
/// driver would set up forty analyzers for each program, and for each finding would look for a <c>SuppressMessage</c> around it,
/// for which the compiler understands the program once more: together that costs more than the rules. Made for one compilation.
/// </summary>
/// <param name="praise">Whether what is done well is found too.</param>
#pragma warning disable RS1001 // Like practices, it belongs to hosts for learners: no compiler is to run it by itself.
public sealed class RuleRun(bool praise) : DiagnosticAnalyzer
#pragma warning restore RS1001
{
    private static readonly ImmutableArray<DeepLearningAnalyzer> WithoutPraise = Rules.All.Cast<DeepLearningAnalyzer>().ToImmutableArray();
    private static readonly ImmutableArray<DeepLearningAnalyzer> WithPraise = WithoutPraise.Add(new PracticeAnalyzer());

    private readonly ConcurrentQueue<Diagnostic> _found = new();

    /// <summary>What was found, in no particular order. That code suppresses a finding, or says that it was generated, is for the driver to tell.</summary>
    public IReadOnlyCollection<Diagnostic> Found => _found;

    /// <inheritdoc />
    // The driver leaves out an analyzer that supports nothing.
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => WithoutPraise[0].SupportedDiagnostics;

    /// <inheritdoc />
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            if (CodeModel.Of(start.Compilation, start.Options) is { } code)
                start.RegisterSemanticModelAction(model => Look(new RuleContext(model.SemanticModel.SyntaxTree, null, model.Options, _found.Enqueue, model.CancellationToken), code));
        });
    }

    private void Look(RuleContext context, CodeModel code)
    {
        foreach (var rule in praise ? WithPraise : WithoutPraise)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            try
            {
                rule.Look(context, code);
            }
#pragma warning disable CA1031 // A rule that fails says nothing more, and does not keep the others from speaking: so does Roslyn's driver.
            catch (Exception fault) when (fault is not (OperationCanceledException or OutOfMemoryException))
#pragma warning restore CA1031
            {
            }
        }
    }
}
