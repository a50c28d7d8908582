using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CodeFixes;

namespace Course.Analyzers.CodeFixes;

/// <summary>All fixes, for hosts that apply them themselves.</summary>
public static class Fixes
{
    /// <summary>One instance of each fix, ordered by id.</summary>
    public static ImmutableArray<CodeFixProvider> All { get; } = ImmutableArray.Create<CodeFixProvider>(
        new DL1001GradientsNotClippedFix(),
        new DL1002ClipMisplacedFix(),
        new DL1003ClipBoundFix(),
        new DL1006GradientsNotZeroedFix(),
        new DL2001SaturatingStackFix(),
        new DL3001SoftmaxBeforeCrossEntropyFix(),
        new DL6002GuardNotDisposedFix(),
        new DL7003LossSummedWithGraphFix(),
        new DL8001HiddenModulesFix(),
        new DL8002RegisterComponentsMissingFix());
}
