namespace Course.Content.Translation;

/// <summary>
/// Pairs the blocks that neither an id nor the lock file has paired, section by section: the order-preserving assignment of the
/// highest score, in which what was accepted, place and likeness count.
/// </summary>
internal sealed class GapAlignment(BlockMatch match)
{
    /// <summary>Below this likeness a block elsewhere in the section is another block, and not the same one rewritten and moved.</summary>
    private const double LeastLikeness = 0.35;

    /// <summary>Beyond it, which no section of a lesson comes near, blocks are paired in plain order: time grows with the product.</summary>
    private const int LargestTable = 40_000;

    private readonly int[] _gapOfSource = new int[match.Source.Length], _gapOfTranslation = new int[match.Translation.Length];

    public void Align()
    {
        NumberGaps();
        var translations = Free(match.Translation, match.PartnerOfTranslation);
        foreach (var (section, sources) in Free(match.Source, match.PartnerOfSource))
        {
            if (translations.TryGetValue(section, out var candidates)) Align(sources, candidates);
        }
    }

    private static Dictionary<string, List<int>> Free(IReadOnlyList<TextBlock> blocks, int[] partners)
    {
        var free = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (var i = 0; i < blocks.Count; i++)
        {
            if (partners[i] >= 0 || blocks[i].IsNamed) continue;
            if (free.TryGetValue(blocks[i].Id, out var section)) section.Add(i);
            else free.Add(blocks[i].Id, [i]);
        }

        return free;
    }

    /// <summary>A gap is what stands between two blocks that are paired; it is known by the pair before it.</summary>
    private void NumberGaps()
    {
        var gap = -1;
        for (var i = 0; i < _gapOfSource.Length; i++) _gapOfSource[i] = gap = match.PartnerOfSource[i] >= 0 ? i : gap;
        gap = -1;
        for (var i = 0; i < _gapOfTranslation.Length; i++) _gapOfTranslation[i] = gap = match.PartnerOfTranslation[i] is >= 0 and var source ? source : gap;
    }

    private void Align(List<int> sources, List<int> translations)
    {
        if ((long)sources.Count * translations.Count > LargestTable)
        {
            foreach (var (source, translation) in sources.Zip(translations))
            {
                if (Score(source, translation) > 0) match.Join(source, translation);
            }

            return;
        }

        var best = new double[sources.Count + 1, translations.Count + 1];
        var scores = new double[sources.Count, translations.Count];
        for (var i = sources.Count - 1; i >= 0; i--)
        {
            for (var j = translations.Count - 1; j >= 0; j--)
            {
                var score = scores[i, j] = Score(sources[i], translations[j]);
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), score > 0 ? best[i + 1, j + 1] + score : 0);
            }
        }

        for (var (i, j) = (0, 0); i < sources.Count && j < translations.Count;)
        {
            if (scores[i, j] > 0 && best[i, j] == best[i + 1, j + 1] + scores[i, j]) match.Join(sources[i++], translations[j++]);
            else if (best[i, j] == best[i + 1, j]) i++;
            else j++;
        }
    }

    /// <summary>How well two blocks fit; 0 where they cannot be the same.</summary>
    private double Score(int source, int translation)
    {
        var (a, b) = (match.Source[source], match.Translation[translation]);
        if (a.Kind != b.Kind || a.Scope != b.Scope) return 0;
        var (known, knownThere) = (match.KnownSource(source), match.KnownTranslation(translation));

        // Each was accepted with another partner.
        if (known is not null && knownThere is not null) return 0;
        var likeness = known is { Translation: { } translated } ? Likeness.Of(translated, b.Text)
            : knownThere is { Source: { } words } ? Likeness.Of(words, a.Text)
            : Likeness.OfFacts(a.Text, b.Text);
        var isHere = _gapOfSource[source] == _gapOfTranslation[translation];
        if (match.HasHistory && !isHere && likeness < LeastLikeness) return 0;
        var wasAlone = known is { Translation: null } || knownThere is { Source: null };
        return (wasAlone ? 0.5 : 1) + (isHere ? 0.5 : 0) + 3 * likeness + LengthLikeness(a.Text, b.Text) / 4;
    }

    private static double LengthLikeness(string a, string b) =>
        (1.0 + Math.Min(a.Length, b.Length)) / (1.0 + Math.Max(a.Length, b.Length));
}
