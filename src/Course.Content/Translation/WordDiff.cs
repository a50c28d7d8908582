using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>What a run of tokens is in a change.</summary>
public enum DiffKind
{
    /// <summary>In both texts.</summary>
    Same,

    /// <summary>Only in the old one.</summary>
    Removed,

    /// <summary>Only in the new one.</summary>
    Added,
}

/// <summary>A run of tokens that share one fate.</summary>
public sealed record DiffRun(DiffKind Kind, ImmutableArray<TextToken> Tokens);

/// <summary>The change of a block's text, word by word.</summary>
public static class WordDiff
{
    /// <summary>Beyond it, which no block of a lesson comes near, the changed middle is shown as a whole: the table grows with the product.</summary>
    private const int LargestTable = 1_000_000;

    /// <summary>The shortest way from one text to another; removed words stand before those that replace them.</summary>
    public static ImmutableArray<DiffRun> Between(string before, string after)
    {
        var (old, now) = (TextToken.Split(before), TextToken.Split(after));
        var head = 0;
        while (head < old.Count && head < now.Count && IsSame(old[head], now[head])) head++;
        var tail = 0;
        while (tail < old.Count - head && tail < now.Count - head && IsSame(old[^(tail + 1)], now[^(tail + 1)])) tail++;

        var runs = new Runs();
        for (var i = 0; i < head; i++) runs.Add(DiffKind.Same, now[i]);
        Middle(old[head..^tail], now[head..^tail], runs);
        for (var i = now.Count - tail; i < now.Count; i++) runs.Add(DiffKind.Same, now[i]);
        return runs.ToImmutable();
    }

    /// <summary>One side of a change, with what did not change cut down to the words around what did.</summary>
    /// <param name="runs">The change.</param>
    /// <param name="side">The side: <see cref="DiffKind.Removed"/> for the old text, <see cref="DiffKind.Added"/> for the new one.</param>
    /// <param name="context">Tokens that stay beside each change; a run that is hardly longer stays whole.</param>
    /// <returns>Runs in order; a run without tokens stands for what was cut.</returns>
    public static ImmutableArray<DiffRun> Side(ImmutableArray<DiffRun> runs, DiffKind side, int context)
    {
        var shown = ImmutableArray.CreateBuilder<DiffRun>();
        for (var i = 0; i < runs.Length; i++)
        {
            var run = runs[i];
            if (run.Kind == side) shown.Add(run);
            if (run.Kind != DiffKind.Same) continue;
            var (before, after) = (i > 0 ? context : 0, i < runs.Length - 1 ? context : 0);
            if (run.Tokens.Length <= before + after + context / 2)
            {
                shown.Add(run);
                continue;
            }

            if (before > 0) shown.Add(run with { Tokens = run.Tokens[..before] });
            shown.Add(run with { Tokens = [] });
            if (after > 0) shown.Add(run with { Tokens = run.Tokens[^after..] });
        }

        return shown.ToImmutable();
    }

    /// <summary>Where a blank has come or gone, words are still the same words.</summary>
    private static bool IsSame(TextToken a, TextToken b) => a.Kind == b.Kind && a.Text == b.Text;

    private static void Middle(List<TextToken> old, List<TextToken> now, Runs runs)
    {
        if ((long)old.Count * now.Count > LargestTable)
        {
            foreach (var token in old) runs.Add(DiffKind.Removed, token);
            foreach (var token in now) runs.Add(DiffKind.Added, token);
            return;
        }

        var common = new int[old.Count + 1, now.Count + 1];
        for (var i = old.Count - 1; i >= 0; i--)
        {
            for (var j = now.Count - 1; j >= 0; j--)
                common[i, j] = IsSame(old[i], now[j]) ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        }

        var (at, to) = (0, 0);
        while (at < old.Count || to < now.Count)
        {
            if (at < old.Count && to < now.Count && IsSame(old[at], now[to]))
            {
                runs.Add(DiffKind.Same, now[to++]);
                at++;
            }
            else if (to == now.Count || at < old.Count && common[at + 1, to] >= common[at, to + 1])
            {
                runs.Add(DiffKind.Removed, old[at++]);
            }
            else
            {
                runs.Add(DiffKind.Added, now[to++]);
            }
        }
    }

    private sealed class Runs
    {
        private readonly ImmutableArray<DiffRun>.Builder _runs = ImmutableArray.CreateBuilder<DiffRun>();
        private readonly List<TextToken> _removed = [], _added = [], _same = [];

        public void Add(DiffKind kind, TextToken token)
        {
            if (kind == DiffKind.Same) FlushChange();
            else Flush(DiffKind.Same, _same);
            (kind switch { DiffKind.Removed => _removed, DiffKind.Added => _added, _ => _same }).Add(token);
        }

        public ImmutableArray<DiffRun> ToImmutable()
        {
            Flush(DiffKind.Same, _same);
            FlushChange();
            return _runs.ToImmutable();
        }

        private void FlushChange()
        {
            Flush(DiffKind.Removed, _removed);
            Flush(DiffKind.Added, _added);
        }

        private void Flush(DiffKind kind, List<TextToken> tokens)
        {
            if (tokens.Count > 0) _runs.Add(new(kind, [.. tokens]));
            tokens.Clear();
        }
    }
}
