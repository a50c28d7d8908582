using System.Globalization;
using CsCheck;
using Course.Content.Translation;

namespace Course.Content.Tests.Translation;

/// <summary>Random edits of lessons: exactly the edited blocks are marked, and accepting them makes all well again.</summary>
public sealed class BlockPairingTests
{
    /// <summary>A block that is translated: what it is, and a number from which its words are made.</summary>
    private readonly record struct Part(char Kind, int Words, bool IsEdited = false);

    private static readonly Gen<Part> AnyPart = Gen.Select(Gen.Int[0, 10].Select(static i => "pppltqmchsf"[i]), Gen.Int[0, 9999], static (kind, words) => new Part(kind, words));

    /// <summary>Lessons in which no two blocks say the same.</summary>
    private static readonly Gen<Part[]> AnyLesson = AnyPart.Array[1, 25].Select(static parts => parts.DistinctBy(static p => p.Words).ToArray());

    [Fact]
    public void What_is_accepted_is_current_and_makes_the_same_bytes_again() => AnyLesson.Sample(static parts =>
    {
        var (source, translation) = (Source(parts), Translated(parts));
        var agreed = PairedTexts.Accept(source, translation);
        Assert.Equal("", PairedTexts.Open(PairedTexts.Pair(source, translation, agreed)));
        Assert.Equal(LockFile.Write(agreed), LockFile.Write(PairedTexts.Accept(source, translation, agreed)));
        Assert.Equal(LockFile.Write(agreed), LockFile.Write(PairedTexts.Reread(agreed)));
    });

    /// <summary>Whatever a text holds, its lock can be read again and says that it is current.</summary>
    [Fact]
    public void Any_text_agrees_with_itself_once_it_is_accepted() => Gen.Select(Hostile, Hostile).Sample(static (source, translation) =>
    {
        var agreed = PairedTexts.Accept(source, translation);
        Assert.Equal("", PairedTexts.Open(PairedTexts.Pair(source, translation, agreed)));
    });

    private static readonly string[] Fragments =
    [
        "# T\n\n", "\n\n", "word ", "`a`", "``b ` c``", "$x\\$", "$y$", "\\`", "\\$", "\\{value:x} ", "{value:x}", "{term:a}", "\u2028", "\u0085", "\f", "\v", "&#10;", "&#13;", "&#x2028;",
        "- ", "1. ", "> ", "| a | b |\n| --- | --- |\n| c | d |\n", "```text\n", "```\n", "$$\n", ":::tip title\n", ":::\n", "[^1]", "[^1]: note\n", "<<<<<<< HEAD\n", "=======\n", "en word\n", "#hash ",
        "## H {#h}\n\n", "```csharp id=s\nvar x = 1;\n```\n", "**", "![alt](a.png)", "[](#h)", "⏎", " • ", "\t", "    indented\n", "\0", "가나다 ", "\ud83d\ude00",
    ];

    private static readonly Gen<string> Hostile = Gen.Int[0, Fragments.Length - 1].Select(static i => Fragments[i]).Array[0, 30].Select(static f => string.Concat(f));

    [Fact]
    public void Without_a_lock_every_block_finds_its_translation() => AnyLesson.Sample(static parts =>
    {
        var pairs = PairedTexts.Pair(Source(parts), Translated(parts), null);
        Assert.All(pairs, static p => Assert.Equal(BlockState.New, p.State));
        Assert.All(pairs, static p => Assert.Equal(p.Source!.Address, p.Translation!.Address));
    });

    [Fact]
    public void Edits_of_one_side_mark_exactly_the_edited_blocks() => Gen.Select(AnyLesson, Gen.Int, Gen.Bool).Sample(static (parts, seed, sourceLeads) =>
    {
        var agreed = PairedTexts.Accept(Source(parts), Translated(parts));
        var edited = Chosen(parts, seed);
        Part[] after = [.. parts.Select(p => p with { IsEdited = edited.Contains(p.Words) })];
        var pairs = sourceLeads
            ? PairedTexts.Pair(Source(after), Translated(parts), agreed)
            : PairedTexts.Pair(Source(parts), Translated(after), agreed);
        var expected = after.Count(static p => p.IsEdited);
        var state = sourceLeads ? BlockState.TranslationBehind : BlockState.SourceBehind;
        Assert.Equal(expected, pairs.Count(p => p.State == state));
        Assert.Equal(expected, pairs.Count(static p => p.State != BlockState.Current));
        Assert.All(pairs.Where(static p => p.State != BlockState.Current), p => Assert.Contains("edited", (sourceLeads ? p.Source : p.Translation)!.Text));

        // The other side is brought up to date: nobody knows that before it is accepted, and all is well after.
        var both = PairedTexts.Pair(Source(after), Translated(after), agreed);
        Assert.Equal(expected, both.Count(static p => p.State == BlockState.Conflict));
        var accepted = PairedTexts.Accept(Source(after), Translated(after), agreed);
        Assert.Equal("", PairedTexts.Open(PairedTexts.Pair(Source(after), Translated(after), accepted)));
    });

    [Fact]
    public void Inserted_and_deleted_blocks_are_found_and_their_neighbours_stay() => Gen.Select(AnyLesson, AnyPart, Gen.Int[0, 100], Gen.Bool).Sample(static (parts, part, at, delete) =>
    {
        var agreed = PairedTexts.Accept(Source(parts), Translated(parts));
        var after = parts.ToList();
        if (delete) after.RemoveAt(at % parts.Length);
        else after.Insert(at % (parts.Length + 1), part with { Words = 10_000 + part.Words });

        var inSource = PairedTexts.Pair(Source(after), Translated(parts), agreed);
        Assert.Equal(1, inSource.Count(p => p.State == (delete ? BlockState.Extra : BlockState.Missing)));
        Assert.Equal(1, inSource.Count(static p => p.State != BlockState.Current));
        var inTranslation = PairedTexts.Pair(Source(parts), Translated(after), agreed);
        Assert.Equal(1, inTranslation.Count(p => p.State == (delete ? BlockState.Missing : BlockState.Extra)));
        Assert.Equal(1, inTranslation.Count(static p => p.State != BlockState.Current));

        // Accepted as it is, a block may stand alone.
        var accepted = PairedTexts.Accept(Source(after), Translated(parts), agreed);
        Assert.Equal("", PairedTexts.Open(PairedTexts.Pair(Source(after), Translated(parts), accepted)));
    });

    [Fact]
    public void Blocks_that_are_moved_stay_current() => Gen.Select(AnyLesson, Gen.Int, Gen.Int).Sample(static (parts, here, there) =>
    {
        var agreed = PairedTexts.Accept(Source(parts), Translated(parts));
        Part[] shuffled = [.. parts.OrderBy(p => Scrambled(p.Words, here))];
        Part[] other = [.. parts.OrderBy(p => Scrambled(p.Words, there))];
        Assert.Equal("", PairedTexts.Open(PairedTexts.Pair(Source(shuffled), Translated(other), agreed)));
    });

    [Fact]
    public void Accepting_one_block_leaves_the_others_as_they_were() => Gen.Select(AnyLesson, Gen.Int, Gen.Int[0, 100]).Sample(static (parts, seed, pick) =>
    {
        var agreed = PairedTexts.Accept(Source(parts), Translated(parts));
        var edited = Chosen(parts, seed);
        Part[] after = [.. parts.Select(p => p with { IsEdited = edited.Contains(p.Words) })];
        var open = PairedTexts.Pair(Source(after), Translated(parts), agreed).Where(static p => p.State != BlockState.Current).ToList();
        if (open.Count == 0) return;
        var chosen = open[pick % open.Count].Address;
        var accepted = PairedTexts.Reread(LockUpdate.Accept("en", "ko", PairedTexts.Pair(Source(after), Translated(parts), agreed), p => p.Address == chosen));
        var left = PairedTexts.Pair(Source(after), Translated(parts), accepted).Where(static p => p.State != BlockState.Current).Select(static p => p.Address);
        Assert.Equal(open.Select(static p => p.Address).Where(a => a != chosen), left);
    });

    [Theory]
    [InlineData("The same.\n\nThe same.\n", "같다.\n\n같다.\n", "The same.\n\nThe same, almost.\n", "top/2:TranslationBehind")]
    [InlineData("The same.\n\nThe same.\n", "같다.\n\n같다.\n", "The same.\n", "+top/2:Extra")]
    [InlineData("One.\n\nOne.\n", "하나.\n\n일.\n", "One.\n\nOne.\n", "")]
    [InlineData("- a\n- b\n\ntext\n", "- 가\n- 나\n\n글\n", "text\n\n- a\n- b\n", "")]
    [InlineData("##### A\n\n##### B\n", "##### 가\n\n##### 나\n", "##### A\n\n##### C\n", "top/2:TranslationBehind")]
    [InlineData("::::exercise e Title\n:::hint One\nFirst.\n:::\n:::hint Two\nSecond.\n:::\n::::\n", "::::exercise e 제목\n:::hint 하나\n첫째.\n:::\n:::hint 둘\n둘째.\n:::\n::::\n",
        "::::exercise e Title\n:::hint One\nFirst.\n:::\n:::hint Two\nSecondly.\n:::\n::::\n", "e/4:TranslationBehind")]
    public void Alike_blocks_and_nested_ones_are_told_apart(string source, string translation, string edited, string expected)
    {
        var agreed = PairedTexts.Accept(source, translation);
        Assert.Equal(expected, PairedTexts.Open(PairedTexts.Pair(edited, translation, agreed)));
    }

    [Fact]
    public void A_section_of_a_thousand_paragraphs_without_a_lock_is_paired_at_once()
    {
        var source = string.Concat(Enumerable.Range(0, 1000).Select(static i => $"Paragraph {i} of `many`.\n\n"));
        var translation = string.Concat(Enumerable.Range(0, 1000).Select(static i => $"여러 문단 가운데 {i}번째 `many`.\n\n"));
        var pairs = PairedTexts.Pair(source, translation, null);
        Assert.Equal(1000, pairs.Count(static p => p.State == BlockState.New));
    }

    private static HashSet<int> Chosen(Part[] parts, int seed) => [.. parts.Where(p => Scrambled(p.Words, seed) % 3 == 0).Select(static p => p.Words)];

    private static int Scrambled(int words, int seed) => (int)((uint)((words + 1) * 7919 ^ seed * 104729) % 100_003);

    private static string Source(IEnumerable<Part> parts) => "# Title\n\n" + string.Concat(parts.Select(static p => Written(p, "en")));

    private static string Translated(IEnumerable<Part> parts) => "# 제목\n\n" + string.Concat(parts.Select(static p => Written(p, "ko")));

    private static string Written(Part part, string language)
    {
        var n = part.Words.ToString(CultureInfo.InvariantCulture);
        var edit = part.IsEdited ? " edited" : "";
        var words = language == "en"
            ? $"some word{n} stands here w{n}a w{n}b{edit} and goes on"
            : $"여기 낱말{n} 서고 ㄱ{n} ㄴ{n}{edit} 이어진다";
        var id = "x" + n;
        return part.Kind switch
        {
            // Two lists in a row would be one.
            'l' => $"- {words}\n- second\n\n***\n\n",
            't' => $"| a | b |\n| --- | --- |\n| {words} | 1 |\n\n",
            'q' => $"> {words}\n\n",
            'm' => $"$$\nx_{{{n}}}{edit}\n$$\n\n",
            'c' => $":::note {words}\n:::\n\n",
            'h' => $"## {words} {{#{id}}}\n\n",
            's' => $"```csharp id={id} title=\"{words}\"\nvar {id} = 1;\n```\n\n",
            'f' => $":::figure {id} alt=\"{words}\"\n:::\n\n",
            _ => words + ".\n\n",
        };
    }
}
