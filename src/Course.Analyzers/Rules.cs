using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>All rules, for hosts that run analyzers themselves. Made with <c>new</c>, so that trimming keeps them.</summary>
public static class Rules
{
    /// <summary>One instance of each analyzer, ordered by id.</summary>
    public static ImmutableArray<DiagnosticAnalyzer> All { get; } = ImmutableArray.Create<DiagnosticAnalyzer>(
        new DL1001GradientsNotClipped(),
        new DL1002ClipMisplaced(),
        new DL1003ClipBound(),
        new DL1004OtherParametersClipped(),
        new DL1005MicroBatchesClipped(),
        new DL1006GradientsNotZeroed(),
        new DL1007ZeroedBeforeStep(),
        new DL1008StepWithoutBackward(),
        new DL1009GraphCut(),
        new DL1010GraphCarriedOver(),
        new DL2001SaturatingStack(),
        new DL2002LinearOnLinear(),
        new DL3001SoftmaxBeforeCrossEntropy(),
        new DL3002SigmoidMismatch(),
        new DL3003NotLogProbabilities(),
        new DL3004KlDivTarget(),
        new DL3006TargetBroadcasts(),
        new DL3007HandMadeLog(),
        new DL4001LearningRate(),
        new DL4002OptimizerBeforeMove(),
        new DL4003OptimizerInLoop(),
        new DL4005SchedulerBeforeOptimizer(),
        new DL5001WeightsTooWide(),
        new DL5003InPlaceOnLeaf(),
        new DL6001EvaluationKeepsGraph(),
        new DL6002GuardNotDisposed(),
        new DL6003ModeNotSet(),
        new DL6004DropoutNeverEnds(),
        new DL6005GuardCrossesThreads(),
        new DL7001TensorsLeak(),
        new DL7002ScopeNotDisposed(),
        new DL7003LossSummedWithGraph(),
        new DL7004TensorOutlivesScope(),
        new DL8001HiddenModules(),
        new DL8002RegisterComponentsMissing(),
        new DL8003AssignedAfterRegistration(),
        new DL8005LayerMadeInForward(),
        new DL8007SizesDoNotFit(),
        new DL9002InvalidDevice());
}
