using Course.Site.Prose;
using Course.Site.Prose.Listings;

namespace Course.Site.Tests.Prose;

/// <summary>What findings in listings say: sentences, with code as code.</summary>
public sealed class FindingWordsTests
{
    [Theory]
    [InlineData("Clip before this step", "Clip before this step.")]
    [InlineData("Is it clipped?", "Is it clipped?")]
    [InlineData("Call optim.zero_grad() first", "Call <code>optim.<wbr>zero_grad()</code> first.")]
    [InlineData("Use nn.utils.clip_grad_norm_(model.parameters(), 1.0): it may explode", "Use <code>nn.<wbr>utils.<wbr>clip_grad_norm_(<wbr>model.<wbr>parameters(), 1.0)</code>: it may explode.")]
    [InlineData("max_norm에 λ<0 & co.", "<code>max_norm</code>에 λ&lt;0 &amp; co.")]
    [InlineData("f(x)를 부르세요", "<code>f(<wbr>x)</code>\u2060를 부르세요.")]
    [InlineData("RNN을 (지나는) 값", "RNN을 (지나는) 값.")]
    [InlineData("Open (but never closed", "Open (but never closed.")]
    [InlineData("", "")]
    public void Words_are_a_sentence_with_code_set_as_code(string message, string expected)
    {
        var written = new StringWriter();
        FindingWords.Write(new ProseRenderer(written), message);
        Assert.Equal(expected, written.ToString());
    }
}
