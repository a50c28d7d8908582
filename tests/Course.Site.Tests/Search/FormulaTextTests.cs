using Course.Site.Prose;

namespace Course.Site.Tests.Search;

/// <summary>Formulas and numbers where nothing is typeset: excerpts, descriptions.</summary>
public sealed class FormulaTextTests
{
    [Theory]
    [InlineData(@"\tfrac14", "1/4")]
    [InlineData(@"\tfrac1{16}", "1/16")]
    [InlineData(@"\frac{a+b}{2}", "(a+b)/2")]
    [InlineData(@"h_l = \varphi(z_l)", "hₗ = φ(zₗ)")]
    [InlineData(@"z_l = W_l h_{l-1} + b_l", "zₗ = Wₗ hₗ₋₁ + bₗ")]
    [InlineData(@"0.25^{20}", "0.25²⁰")]
    [InlineData(@"m\sigma_w^2 = \tfrac13", "mσ_w² = 1/3")]
    [InlineData(@"1/\sqrt m", "1/√m")]
    [InlineData(@"\sqrt{m + n}", "√(m + n)")]
    [InlineData(@"\varphi'", "φ′")]
    [InlineData(@"\max_z \lvert \varphi'(z) \rvert", "max_z | φ′(z) |")]
    [InlineData(@"\operatorname{diag}\big(x\big)", "diag(x)")]
    [InlineData(@"x \le 10^{-3}", "x ≤ 10⁻³")]
    [InlineData(@"\mathbb{E}[x]", "E[x]")]
    public void What_characters_can_say_is_read(string tex, string text) => Assert.Equal(text, FormulaText.Of(tex));

    [Theory]
    [InlineData(@"\begin{pmatrix} 1 & 2 \end{pmatrix}")]
    [InlineData(@"\underbrace{x}_{n}")]
    [InlineData(@"\frac{1}")]
    [InlineData(@"{x")]
    [InlineData(@"x}")]
    [InlineData(@"\")]
    [InlineData(@"x^")]
    [InlineData("")]
    public void What_they_cannot_say_is_left_out(string tex) => Assert.Equal("…", FormulaText.Of(tex));

    [Theory]
    [InlineData("5.2e-18", "5.2×10⁻¹⁸")]
    [InlineData("1e3", "1×10³")]
    [InlineData("0.83", "0.83")]
    [InlineData("one", "one")]
    [InlineData("e5", "e5")]
    public void Numbers_are_set_as_prose_sets_them(string recorded, string text) => Assert.Equal(text, FormulaText.OfNumber(recorded));

    [Theory]
    [InlineData("Not \"hardly changed\": unchanged", "Not “hardly changed”: unchanged")]
    [InlineData("Glorot's idea of the '90s", "Glorot’s idea of the ’90s")]
    [InlineData("(\"so\") and 'so'", "(“so”) and ‘so’")]
    [InlineData("값이 \"a\" 예외를", "값이 “a” 예외를")]
    [InlineData("nothing to curl", "nothing to curl")]
    public void Marks_of_a_typewriter_are_curled(string typed, string printed) => Assert.Equal(printed, Quotes.Curl(typed));

    [Theory]
    [InlineData("`Linear`'s *own* \"words\"", "Linear’s own “words”")]
    [InlineData("\\\"as typed\\\" and `\"code\"`", "\"as typed\" and \"code\"")]
    [InlineData("a line\n\"begins\" here", "a line “begins” here")]
    public void Marks_are_curled_by_what_stands_before_them(string markdown, string words)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        var renderer = new Markdig.Renderers.HtmlRenderer(writer);
        renderer.ObjectRenderers.Replace<Markdig.Renderers.Html.Inlines.LiteralInlineRenderer>(new WordsRenderer());
        renderer.Render(Markdig.Markdown.Parse(markdown));
        var text = System.Net.WebUtility.HtmlDecode(System.Text.RegularExpressions.Regex.Replace(writer.ToString(), "<[^>]*>", ""));
        Assert.Equal(words, text.Trim().Replace('\n', ' '));
    }
}
