namespace Course.Content.Translation;

/// <summary>What kinds of change a block has seen.</summary>
[Flags]
public enum ChangeKinds
{
    /// <summary>None that a reader could see.</summary>
    None = 0,

    /// <summary>Words.</summary>
    Wording = 1,

    /// <summary>Code, formulas, listings.</summary>
    Code = 2,

    /// <summary>Numbers, and the names of quoted values.</summary>
    Numbers = 4,
}

/// <summary>Tells changes of words, code and numbers apart.</summary>
public static class TextChange
{
    /// <summary>What has changed between two texts of a block, in the form of <see cref="TextBlock.Text"/>.</summary>
    public static ChangeKinds Between(string before, string after, BlockKind kind)
    {
        if (before == after) return ChangeKinds.None;
        if (kind is BlockKind.Formula or BlockKind.Listing) return ChangeKinds.Code;
        var (old, now) = (TextToken.Split(before), TextToken.Split(after));
        var changes = ChangeKinds.None;
        if (!Of(old, TokenKind.Code).SequenceEqual(Of(now, TokenKind.Code))) changes |= ChangeKinds.Code;
        if (!Of(old, TokenKind.Number).SequenceEqual(Of(now, TokenKind.Number))) changes |= ChangeKinds.Numbers;
        if (!Masked(old).SequenceEqual(Masked(now)) || changes == ChangeKinds.None) changes |= ChangeKinds.Wording;
        return changes;
    }

    private static IEnumerable<string> Of(List<TextToken> tokens, TokenKind kind) => tokens.Where(t => t.Kind == kind).Select(static t => t.Text);

    /// <summary>The words, with a mark where code or a number stands.</summary>
    private static IEnumerable<string> Masked(List<TextToken> tokens) => tokens.Select(static t => t.Kind switch
    {
        TokenKind.Code => "`",
        TokenKind.Number => "#",
        _ => t.Text,
    });
}
