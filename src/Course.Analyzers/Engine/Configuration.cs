using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>A clip that only a setting can skip, and the block that asks for the setting.</summary>
/// <param name="Block">Ordinal of the block that branches.</param>
/// <param name="Event">The clip.</param>
internal readonly record struct HoistedClip(int Block, TrainingEvent Event);

/// <summary>
/// Tells settings from progress: <c>if (options.Clip)</c> is decided once, <c>if (batch % 10 == 0)</c> leaves nine batches of ten
/// unclipped. A clip under the first kind counts as done for all.
/// </summary>
internal static class Configuration
{
    /// <summary>The clips of a body that conditions guard which no counter decides.</summary>
    public static ImmutableArray<HoistedClip> HoistedClips(Body body)
    {
        var blocks = body.Summary.Blocks;
        if (!blocks.Any(static block => block.Items.Any(IsClip)))
            return ImmutableArray<HoistedClip>.Empty;
        var dominators = Dominators(blocks);
        var found = ImmutableArray.CreateBuilder<HoistedClip>();
        for (var i = 0; i < blocks.Length; i++)
        {
            foreach (var item in blocks[i].Items.Where(IsClip))
            {
                foreach (var guard in Guards(i, blocks, dominators).TakeWhile(guard => MaySkip(body.Code, i, guard, blocks, dominators)))
                    found.Add(new HoistedClip(guard, item.Event));
            }
        }

        return found.ToImmutable();
    }

    /// <summary>Whether a condition asks how far a loop has come.</summary>
    public static bool CountsProgress(CodeModel code, IOperation condition)
    {
        if (condition.Syntax is CommonForEachStatementSyntax || condition is IInvocationOperation { TargetMethod.Name: "MoveNext" })
            return true;
        var written = code.OperationOf(condition.Syntax) ?? condition;
        return written.DescendantsAndSelf().Any(each => each switch
        {
            ILocalReferenceOperation local => IsInteger(local.Type) && IsCounter(code, local.Local),
            IFieldReferenceOperation field => IsInteger(field.Type) && IsCounter(code, field.Field),
            IPropertyReferenceOperation property => IsInteger(property.Type) && IsCounter(code, property.Property),
            _ => false,
        });
    }

    /// <summary>Whether the way past a guarded clip is one that the author chose: by a setting, or since there was nothing left to clip.</summary>
    private static bool MaySkip(CodeModel code, int clip, int guard, ImmutableArray<SummaryBlock> blocks, ImmutableArray<HashSet<int>> dominators)
    {
        var isLoop = ReachesWithin(clip, guard, blocks, dominators);
        if (!isLoop)
            return !CountsProgress(code, blocks[guard].Condition!);

        // A loop that does nothing but edit gradients goes over the parameters, once after each backward.
        var inside = Enumerable.Range(0, blocks.Length).Where(each => ReachesWithin(each, guard, blocks, dominators));
        return !inside.Any(each => blocks[each].Items.Any(static item => item.Call is not null || item.Event.Kind is EventKind.Backward or EventKind.Step or EventKind.ManualStep));
    }

    /// <summary>Whether a way leads from a block back to its guard without leaving what the guard dominates: then the guard heads a loop around it.</summary>
    private static bool ReachesWithin(int from, int guard, ImmutableArray<SummaryBlock> blocks, ImmutableArray<HashSet<int>> dominators)
    {
        if (!dominators[from].Contains(guard))
            return false;
        var seen = new HashSet<int>();
        var pending = new Stack<int>(blocks[from].Next);
        while (pending.Count > 0)
        {
            var block = pending.Pop();
            if (block == guard)
                return true;
            if (!dominators[block].Contains(guard) || !seen.Add(block))
                continue;
            foreach (var next in blocks[block].Next)
                pending.Push(next);
        }

        return false;
    }

    private static bool IsClip(SummaryItem item) => item.Event.Kind is EventKind.Clip;

    private static bool IsInteger(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64;

    /// <summary>Whether a variable is counted up or down, or runs over a sequence.</summary>
    public static bool IsCounter(CodeModel code, ISymbol symbol)
    {
        var declarations = symbol.DeclaringSyntaxReferences;
        if (declarations.Any(static reference => reference.GetSyntax() is CommonForEachStatementSyntax))
            return true;
        return declarations.SelectMany(reference => TreeIndex.Of(reference.SyntaxTree, default).Assignments(symbol.Name)).Any(node => node
            is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax
            or AssignmentExpressionSyntax { RawKind: not (int)Microsoft.CodeAnalysis.CSharp.SyntaxKind.SimpleAssignmentExpression });
    }

    /// <summary>The branching blocks that decide whether a block runs, innermost first.</summary>
    private static IEnumerable<int> Guards(int block, ImmutableArray<SummaryBlock> blocks, ImmutableArray<HashSet<int>> dominators)
    {
        // A guard dominates the block by one of its ways, and another leads past it.
        return dominators[block].Where(each => each != block && blocks[each].Condition is not null
                && blocks[each].Next.Any(next => next != each && dominators[block].Contains(next))
                && blocks[each].Next.Any(next => !dominators[block].Contains(next)))
            .OrderByDescending(each => dominators[each].Count);
    }

    private static ImmutableArray<HashSet<int>> Dominators(ImmutableArray<SummaryBlock> blocks)
    {
        var previous = new List<int>[blocks.Length];
        for (var i = 0; i < blocks.Length; i++)
            previous[i] = new List<int>();
        for (var i = 0; i < blocks.Length; i++)
        {
            foreach (var next in blocks[i].Next)
                previous[next].Add(i);
        }

        var all = new HashSet<int>(Enumerable.Range(0, blocks.Length));
        var sets = blocks.Select((_, i) => i == 0 ? new HashSet<int> { 0 } : all).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 1; i < blocks.Length; i++)
            {
                var set = previous[i].Count == 0 ? new HashSet<int>() : new HashSet<int>(sets[previous[i][0]]);
                foreach (var each in previous[i].Skip(1))
                    set.IntersectWith(sets[each]);
                set.Add(i);
                if (!set.SetEquals(sets[i]))
                {
                    sets[i] = set;
                    changed = true;
                }
            }
        }

        return sets.ToImmutableArray();
    }
}
