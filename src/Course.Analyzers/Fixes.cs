using System.Collections.Immutable;
using System.Linq;

namespace Course.Analyzers;

/// <summary>All fixes, for hosts that apply them themselves.</summary>
public static class Fixes
{
    /// <summary>One instance of each fix, ordered by id.</summary>
    public static ImmutableArray<RuleFix> All { get; } = ImmutableArray.Create<RuleFix>(
        new DL1001GradientsNotClippedFix(),
        new DL1002ClipMisplacedFix(),
        new DL1003ClipBoundFix(),
        new DL1004OtherParametersClippedFix(),
        new DL1005MicroBatchesClippedFix(),
        new DL1006GradientsNotZeroedFix(),
        new DL1007ZeroedBeforeStepFix(),
        new DL1009GraphCutFix(),
        new DL1010GraphCarriedOverFix(),
        new DL2001SaturatingStackFix(),
        new DL2002LinearOnLinearFix(),
        new DL3001SoftmaxBeforeCrossEntropyFix(),
        new DL3002SigmoidMismatchFix(),
        new DL3003NotLogProbabilitiesFix(),
        new DL3004KlDivTargetFix(),
        new DL3006TargetBroadcastsFix(),
        new DL3007HandMadeLogFix(),
        new DL4001LearningRateFix(),
        new DL4002OptimizerBeforeMoveFix(),
        new DL4003OptimizerInLoopFix(),
        new DL4005SchedulerBeforeOptimizerFix(),
        new DL5001WeightsTooWideFix(),
        new DL5003InPlaceOnLeafFix(),
        new DL6001EvaluationKeepsGraphFix(),
        new DL6002GuardNotDisposedFix(),
        new DL6003ModeNotSetFix(),
        new DL6004DropoutNeverEndsFix(),
        new DL6005GuardCrossesThreadsFix(),
        new DL7001TensorsLeakFix(),
        new DL7002ScopeNotDisposedFix(),
        new DL7003LossSummedWithGraphFix(),
        new DL7004TensorOutlivesScopeFix(),
        new DL8001HiddenModulesFix(),
        new DL8002RegisterComponentsMissingFix(),
        new DL8003AssignedAfterRegistrationFix(),
        new DL8005LayerMadeInForwardFix(),
        new DL9002InvalidDeviceFix());

    /// <summary>The fix of a rule; null where it has none.</summary>
    public static RuleFix? Of(string id) => All.FirstOrDefault(fix => fix.Id == id);
}
