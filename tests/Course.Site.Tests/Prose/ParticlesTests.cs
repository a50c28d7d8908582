using Course.Site.Prose;

namespace Course.Site.Tests.Prose;

/// <summary>No line begins with a particle whose word ends in a sign.</summary>
public sealed class ParticlesTests
{
    [Theory]
    [InlineData("함수(function)는 값이다", "함수(function)\u2060는 값이다")]
    [InlineData("a(b)와 c[d]를 90%로", "a(b)\u2060와 c[d]\u2060를 90%\u2060로")]
    [InlineData("‘따옴표’도 “다른 것”도", "‘따옴표’\u2060도 “다른 것”\u2060도")]
    [InlineData(")가", ")\u2060가")]
    [InlineData("끝)", "끝)")]
    [InlineData("띄어 쓴 (것) 은", "띄어 쓴 (것) 은")]
    [InlineData("plain (words) stay", "plain (words) stay")]
    [InlineData("", "")]
    public void Particles_are_joined_to_signs_before_them(string text, string expected)
    {
        Assert.Equal(expected, Particles.Join(text));
        Assert.Equal(text != expected, Particles.Has(text));
        Assert.Equal(expected, Particles.Join(expected));
    }
}
