using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Snippets.Identity;
using CsCheck;

namespace Course.Snippets.Tests.Identity;

public sealed class CodeIdentityTests
{
    private const string Korean = "content/tracks/01-t/01-l/ko.md";

    [Theory]
    [InlineData("var x = 1; // one", "var x = 1; // 하나")]
    [InlineData("var x = 1;", "// 설명\nvar x =\n    1;\n\n")]
    [InlineData("/* a */ F(/* b */ 1);", "F(1);")]
    [InlineData("/// <summary>One.</summary>\nclass A;", "/// <summary>하나.</summary>\nclass A;")]
    [InlineData("var x = 1;", "")]
    [InlineData("#region first\nvar x = 1;\n#endregion", "#region first\nvar x = 1; // 주석\n#endregion")]
    [InlineData("broken } (", "broken } ( // 주석")]
    [InlineData("var s = $\"{x:F2} text\";", "var s = $\"{x:F2} text\"; //")]
    public void Comments_and_layout_may_be_translated(string source, string translation) =>
        Assert.Empty(Check(source, translation));

    [Theory]
    // source; translation; line and column of the first difference in the translation; words of the message
    [InlineData("var x = 1;", "var x = 2;", 1, 9, "`2` where the source has `1`")]
    [InlineData("var x = 1;\nF(x);", "// 주석\nvar x = 1;\nF(y);", 3, 3, "`y` where the source has `x`")]
    [InlineData("Console.Write(\"one\");", "Console.Write(\"하나\");", 1, 15, "`\"하나\"`")]
    [InlineData("var s = $\"{x} one\";", "var s = $\"{x} 하나\";", 1, 9, "하나")]
    [InlineData("F(1);\nG(2);", "F(1);", 1, 6, "nothing more where the source has `G`")]
    [InlineData("F(1);", "F(1);\nG(2);\n", 2, 1, "`G` where the source has nothing more")]
    [InlineData("F(1);", "// F(1);", 1, 9, "nothing more where the source has `F`")]
    [InlineData("var a = b / c;", "var a = b // c;\n/ d;", 2, 3, "`d` where the source has `c`")]
    [InlineData("x.F();", "X.F();", 1, 1, "`X` where the source has `x`")]
    [InlineData("var x = 1.0;", "var x = 1.00;", 1, 9, "`1.00`")]
    [InlineData("#pragma warning disable CS0219\nvar x = 1;", "var x = 1;", 1, 1, "`var` where the source has `#pragma warning disable CS0219`")]
    [InlineData("F(\"\"\"\n  a\n  \"\"\");", "F(\"\"\"\n  b\n  \"\"\");", 1, 3, "…`")]
    public void Anything_else_is_reported_at_the_first_difference(string source, string translation, int line, int column, string words)
    {
        var difference = Assert.Single(Check(source, translation));

        Assert.Equal("CO3011", difference.Id);
        Assert.Equal((Korean, 50 + line - 1, column + 2), (difference.Location.File, difference.Location.StartLine, difference.Location.StartColumn));
        Assert.Contains(words, difference.Message, StringComparison.Ordinal);
        Assert.Contains(Make.File + ":", difference.Message, StringComparison.Ordinal);
        Assert.NotEmpty(difference.Remedy);
    }

    [Fact]
    public void Code_for_an_id_that_the_source_lacks_is_reported()
    {
        var found = CodeIdentity.Check([Make.Snippet("a", "F();")], [Make.Snippet("b", "F();", file: Korean)]);

        Assert.Equal("CO3012", Assert.Single(found).Id);
    }

    [Fact]
    public void Comments_put_between_any_tokens_change_nothing_and_any_changed_token_is_found()
    {
        var tokens = new[] { "var", "x", "=", "1.5f", ";", "\"a // b\"", "(", ")", "'c'", "=>", "??=", "@\"v\"", "$\"{x}\"", "기울기", "\"\"\"raw\"\"\"", "await", ">>" };
        var gen = Gen.Int[0, tokens.Length - 1].Select(i => tokens[i]).Array[1, 15];
        Gen.Select(gen, gen, Gen.Int[0, 99]).Sample((source, comments, at) =>
        {
            var original = string.Join(' ', source);
            Assert.Empty(Check(original, string.Concat(source.Select((t, i) => $"{t} /* {comments[i % comments.Length].Replace("/", "", StringComparison.Ordinal)} */\n// {i}\n"))));

            var changed = source.ToArray();
            changed[at % changed.Length] = "other";
            Assert.Single(Check(original, string.Join(' ', changed)));
        });
    }

    private static ImmutableArray<Diagnostic> Check(string source, string translation) => CodeIdentity.Check(
        [Make.Snippet("s", source)], [Make.Snippet("s", translation, line: 50, column: 2, file: Korean)]);
}
