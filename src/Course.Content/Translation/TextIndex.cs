using System.Collections.Immutable;

namespace Course.Content.Translation;

/// <summary>Finds unnamed blocks by kind and text. Of several with the same text, those of the same section come first, then those that stand first.</summary>
internal sealed class TextIndex
{
    private readonly ImmutableArray<TextBlock> _blocks;
    private readonly Dictionary<(BlockKind, string), List<int>> _byText = [];

    /// <param name="blocks">The blocks of one text.</param>
    /// <param name="isTaken">Whether a block is spoken for already.</param>
    public TextIndex(ImmutableArray<TextBlock> blocks, Func<int, bool>? isTaken = null)
    {
        _blocks = blocks;
        for (var i = 0; i < blocks.Length; i++)
        {
            if (blocks[i].IsNamed || isTaken?.Invoke(i) == true) continue;
            var key = (blocks[i].Kind, blocks[i].Text);
            if (_byText.TryGetValue(key, out var same)) same.Add(i);
            else _byText.Add(key, [i]);
        }
    }

    /// <summary>Index of the block that fits best, or -1.</summary>
    public int Peek(AgreedBlock entry, string text)
    {
        if (!_byText.TryGetValue((entry.Kind, text), out var same) || same.Count == 0) return -1;
        foreach (var index in same)
        {
            if (_blocks[index].Id == entry.Id) return index;
        }

        return same[0];
    }

    /// <summary>Takes that block out.</summary>
    public int Take(AgreedBlock entry, string text)
    {
        var found = Peek(entry, text);
        if (found >= 0) _byText[(entry.Kind, text)].Remove(found);
        return found;
    }
}
