using CsCheck;
using Course.Content.Translation;

namespace Course.Content.Tests.Translation;

/// <summary>What counts as a change of words, of code, of numbers, and as none.</summary>
public sealed class TextChangeTests
{
    [Theory]
    // Layout, emphasis, marks of lists and tables, addresses of links: nothing that a reader reads.
    [InlineData("a b\nc", "a\nb  c", ChangeKinds.None)]
    [InlineData("a **b** c", "*a* b __c__", ChangeKinds.None)]
    [InlineData("see [this](https://a.example)", "see [this](https://b.example)", ChangeKinds.None)]
    [InlineData("see [this](#one)", "see this", ChangeKinds.None)]
    [InlineData("- a\n- b", "* a\n* b", ChangeKinds.None)]
    [InlineData("| a | b |\n|---|---|\n| c | d |", "| a | b |\n| :--- | ---: |\n| c   | d   |", ChangeKinds.None)]
    [InlineData("a\\\nb", "a b", ChangeKinds.None)]
    [InlineData("a {term:loss|loss} b", "a loss b", ChangeKinds.None)]
    [InlineData("&amp; &copy;", "& ©", ChangeKinds.None)]
    [InlineData("```text\na b\n```", "~~~text\na b\n~~~", ChangeKinds.None)]
    [InlineData("$$\na + b\n$$", "$$\na\n+ b\n$$", ChangeKinds.None)]
    // Words.
    [InlineData("a b", "a c", ChangeKinds.Wording)]
    [InlineData("a b.", "a b!", ChangeKinds.Wording)]
    [InlineData("[](#one)", "[](#two)", ChangeKinds.Wording)]
    [InlineData("{term:loss}", "{term:gradient}", ChangeKinds.Wording)]
    [InlineData("![a dot](a.png)", "![two dots](a.png)", ChangeKinds.Wording)]
    [InlineData("the L1 norm", "the L2 norm", ChangeKinds.Wording)]
    [InlineData("twenty layers", "thirty layers", ChangeKinds.Wording)]
    [InlineData("한 층", "두 층", ChangeKinds.Wording)]
    // Numbers.
    [InlineData("by 3 percent", "by 4 percent", ChangeKinds.Numbers)]
    [InlineData("3퍼센트", "3.5퍼센트", ChangeKinds.Numbers)]
    [InlineData("at -1.5e-3", "at 1.5e-3", ChangeKinds.Numbers)]
    [InlineData("from 2 to 3", "from 3 to 2", ChangeKinds.Numbers)]
    [InlineData("1,000 steps", "10,000 steps", ChangeKinds.Numbers)]
    [InlineData("{value:a} left", "{value:b} left", ChangeKinds.Numbers)]
    [InlineData("3 steps", "3 layers and 4 steps", ChangeKinds.Numbers | ChangeKinds.Wording)]
    // Code and formulas.
    [InlineData("call `a(1)`", "call `a(2)`", ChangeKinds.Code)]
    [InlineData("so $x^2$", "so $x^3$", ChangeKinds.Code)]
    [InlineData("`a` and more", "`a` and `b`", ChangeKinds.Code | ChangeKinds.Wording)]
    [InlineData("```text\nshown\n```", "```text\nother\n```", ChangeKinds.Code)]
    [InlineData("$$\na\n$$", "$$\nb\n$$", ChangeKinds.Code)]
    [InlineData("costs \\$5 or \\$6", "costs \\$5 or \\$7", ChangeKinds.Numbers)]
    [InlineData("a \\`b\\` c", "a \\`d\\` c", ChangeKinds.Wording)]
    public void Kinds_of_change_are_told_apart(string before, string after, ChangeKinds expected)
    {
        var (old, now) = (Assert.Single(PairedTexts.Blocks(before)), Assert.Single(PairedTexts.Blocks(after)));
        Assert.Equal(expected, TextChange.Between(old.Text, now.Text, old.Kind));
        Assert.Equal(expected, TextChange.Between(now.Text, old.Text, old.Kind));
    }

    [Fact]
    public void A_difference_of_words_gives_back_both_texts_and_marks_no_more_than_changed() => Gen.Select(AnyText, AnyText).Sample(static (before, after) =>
    {
        var runs = WordDiff.Between(before, after);
        Assert.Equal(Tokens(before), runs.Where(static r => r.Kind != DiffKind.Added).SelectMany(static r => r.Tokens).Select(static t => t.Text));
        Assert.Equal(Tokens(after), runs.Where(static r => r.Kind != DiffKind.Removed).SelectMany(static r => r.Tokens).Select(static t => t.Text));
        if (before == after) Assert.All(runs, static r => Assert.Equal(DiffKind.Same, r.Kind));
    });

    [Fact]
    public void What_did_not_change_is_cut_down_to_the_words_around_the_change()
    {
        var words = Enumerable.Range(0, 100).Select(static i => $"w{i}").ToArray();
        var runs = WordDiff.Between(string.Join(' ', words), string.Join(' ', words).Replace("w50 ", "x ", StringComparison.Ordinal));
        var side = WordDiff.Side(runs, DiffKind.Added, 3);
        Assert.Equal("… w47 w48 w49 [x] w51 w52 w53 …", string.Join(' ', side.Select(static r =>
            r.Tokens.IsEmpty ? "…" : r.Kind == DiffKind.Same ? string.Join(' ', r.Tokens.Select(static t => t.Text)) : $"[{string.Join(' ', r.Tokens.Select(static t => t.Text))}]")));
    }

    [Fact]
    public void Any_text_can_be_split_and_put_together_again() => Gen.String.Sample(static text =>
        Assert.Equal(text, string.Concat(Split(text))));

    private static readonly string[] Words = ["a", "b", "`c d`", "$e$", "12", "{value:f}", ",", "가", "나다", "\\$"];

    private static readonly Gen<string> AnyText = Gen.Int[0, 9].Select(static i => Words[i]).Array[0, 30].Select(static words => string.Join(' ', words));

    private static IEnumerable<string> Tokens(string text) => TextToken.Split(text).Select(static t => t.Text);

    /// <summary>The tokens with the blanks between them.</summary>
    private static IEnumerable<string> Split(string text)
    {
        var at = 0;
        foreach (var token in TextToken.Split(text))
        {
            var blanks = 0;
            while (text[at + blanks] == ' ' && !text.AsSpan(at + blanks).StartsWith(token.Text)) blanks++;
            yield return text.Substring(at, blanks);
            yield return token.Text;
            at += blanks + token.Text.Length;
        }

        yield return text[at..].Trim(' ') == "" ? text[at..] : throw new InvalidOperationException($"lost: {text[at..]}");
    }
}
