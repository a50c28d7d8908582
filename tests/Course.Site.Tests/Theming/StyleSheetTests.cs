using Course.Site.Theming;

namespace Course.Site.Tests.Theming;

public sealed class StyleSheetTests
{
    [Theory]
    [InlineData("a { color: red; }\n\nb { color: blue }", "a{color:red}b{color:blue}")]
    [InlineData("p :first-child, p:first-child { margin: 0 auto; }", "p :first-child,p:first-child{margin:0 auto}")]
    [InlineData("a { width: calc(1px + 2px - (3px * 2)); }", "a{width:calc(1px + 2px - (3px * 2))}")]
    [InlineData("@media (min-width: 2px) and (hover: hover) { a > b { c: d; } }", "@media (min-width:2px) and (hover:hover){a > b{c:d}}")]
    [InlineData("q::before { content: \"{ /* ; */ }\"; }", "q::before{content:\"{ /* ; */ }\"}")]
    [InlineData("q { content: \"a \\\" ; b\" }", "q{content:\"a \\\" ; b\"}")]
    [InlineData("a/* b */c { d: e }", "a c{d:e}")]
    [InlineData("/* only */", "")]
    [InlineData("a { b: c /* not closed", "a{b:c")]
    [InlineData("a { b: \"not closed }", "a{b:\"not closed }")]
    [InlineData("", "")]
    public void Comments_and_blanks_go_and_what_they_divided_stays_divided(string css, string compact)
    {
        Assert.Equal(compact, StyleSheet.Compact(css));
        Assert.Equal(compact, StyleSheet.Compact(compact));
    }
}
