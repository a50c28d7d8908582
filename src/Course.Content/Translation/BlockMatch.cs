using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>Who belongs to whom, as far as it is known: the state of one pairing while it is made.</summary>
internal sealed class BlockMatch
{
    private readonly ImmutableArray<AgreedBlock> _agreed;
    private readonly int[] _agreedOfSource, _agreedOfTranslation;
    private readonly bool[] _isTaken;

    public BlockMatch(ImmutableArray<TextBlock> source, ImmutableArray<TextBlock> translation, ImmutableArray<AgreedBlock> agreed)
    {
        (Source, Translation, _agreed) = (source, translation, agreed);
        (PartnerOfSource, PartnerOfTranslation) = (Nobody(source.Length), Nobody(translation.Length));
        (_agreedOfSource, _agreedOfTranslation) = (Nobody(source.Length), Nobody(translation.Length));
        _isTaken = new bool[agreed.Length];
    }

    public ImmutableArray<TextBlock> Source { get; }

    public ImmutableArray<TextBlock> Translation { get; }

    /// <summary>Index of each source block's translation, or -1.</summary>
    public int[] PartnerOfSource { get; }

    /// <summary>Index of each translation's source block, or -1.</summary>
    public int[] PartnerOfTranslation { get; }

    /// <summary>Whether anything was accepted before.</summary>
    public bool HasHistory => !_agreed.IsEmpty;

    /// <summary>What was accepted for a source block as it stands, or null.</summary>
    public AgreedBlock? KnownSource(int source) => _agreedOfSource[source] is >= 0 and var at ? _agreed[at] : null;

    /// <summary>What was accepted for a translation as it stands, or null.</summary>
    public AgreedBlock? KnownTranslation(int translation) => _agreedOfTranslation[translation] is >= 0 and var at ? _agreed[at] : null;

    /// <summary>What was accepted for a pair, or for a block alone (the other is -1).</summary>
    public AgreedBlock? AgreedOf(int source, int translation)
    {
        var (of, with) = (source < 0 ? null : KnownSource(source), translation < 0 ? null : KnownTranslation(translation));
        // The side that was accepted as having no counterpart tells less about a pair than the other.
        if (of is { Translation: null } && with is not null) return with;
        return of ?? with;
    }

    public void Join(int source, int translation) => (PartnerOfSource[source], PartnerOfTranslation[translation]) = (translation, source);

    /// <summary>Pairs blocks that carry an id of their own, wherever they stand.</summary>
    public void Named()
    {
        var byName = new Dictionary<(BlockKind, string), int>();
        for (var i = 0; i < Translation.Length; i++)
        {
            if (Translation[i].IsNamed) byName.TryAdd((Translation[i].Kind, Translation[i].Id), i);
        }

        var agreed = new Dictionary<(BlockKind, string), int>();
        for (var i = 0; i < _agreed.Length; i++) agreed.TryAdd((_agreed[i].Kind, _agreed[i].Id), i);
        for (var i = 0; i < Source.Length; i++)
        {
            if (!Source[i].IsNamed) continue;
            if (byName.Remove((Source[i].Kind, Source[i].Id), out var partner)) Join(i, partner);
            if (agreed.TryGetValue((Source[i].Kind, Source[i].Id), out var at)) Settle(at, i, PartnerOfSource[i]);
        }

        foreach (var (name, index) in byName)
        {
            if (agreed.TryGetValue(name, out var at)) Settle(at, -1, index);
        }
    }

    /// <summary>Pairs blocks that both stand as they were accepted, wherever they have been moved to.</summary>
    public void Unchanged()
    {
        var (sources, translations) = (new TextIndex(Source), new TextIndex(Translation));
        for (var at = 0; at < _agreed.Length; at++)
        {
            if (_isTaken[at] || _agreed[at] is not { Source: { } words, Translation: { } translated } entry) continue;
            var source = sources.Peek(entry, words);
            var translation = translations.Peek(entry, translated);
            if (source < 0 || translation < 0) continue;
            sources.Take(entry, words);
            translations.Take(entry, translated);
            Join(source, translation);
            Settle(at, source, translation);
        }
    }

    /// <summary>Finds the blocks of which one side stands as it was accepted.</summary>
    public void HalfChanged()
    {
        // Mostly nothing has changed, and then there is nothing to look for.
        if (!_isTaken.Contains(false)) return;
        var (sources, translations) = (new TextIndex(Source, IsKnownSource), new TextIndex(Translation, IsKnownTranslation));
        for (var at = 0; at < _agreed.Length; at++)
        {
            if (_isTaken[at]) continue;
            var entry = _agreed[at];
            var source = entry.Source is { } words ? sources.Take(entry, words) : -1;
            var translation = source < 0 && entry.Translation is { } translated ? translations.Take(entry, translated) : -1;
            if (source >= 0 || translation >= 0) Settle(at, source, translation);
        }
    }

    /// <summary>Gives pairs of which both sides have changed what was accepted for them: the entries left over, most alike first.</summary>
    public void Rewritten()
    {
        for (var i = 0; i < Source.Length; i++)
        {
            var partner = PartnerOfSource[i];
            if (partner < 0 || _agreedOfSource[i] >= 0 || _agreedOfTranslation[partner] >= 0) continue;
            var (best, bestLikeness) = (-1, 0.6);
            for (var at = 0; at < _agreed.Length; at++)
            {
                if (_isTaken[at] || _agreed[at] is not { Source: { } words, Translation: { } translated } entry || entry.Kind != Source[i].Kind) continue;
                var likeness = Likeness.Of(words, Source[i].Text) + Likeness.Of(translated, Translation[partner].Text);
                if (likeness > bestLikeness) (best, bestLikeness) = (at, likeness);
            }

            if (best >= 0) Settle(best, i, partner);
        }
    }

    private void Settle(int agreed, int source, int translation)
    {
        _isTaken[agreed] = true;
        if (source >= 0) _agreedOfSource[source] = agreed;
        if (translation >= 0) _agreedOfTranslation[translation] = agreed;
    }

    private bool IsKnownSource(int index) => PartnerOfSource[index] >= 0 || _agreedOfSource[index] >= 0;

    private bool IsKnownTranslation(int index) => PartnerOfTranslation[index] >= 0 || _agreedOfTranslation[index] >= 0;

    private static int[] Nobody(int length)
    {
        var nobody = new int[length];
        Array.Fill(nobody, -1);
        return nobody;
    }
}
