using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Classification;
using Course.Snippets.Records;
using Course.Snippets.Sessions;
using CsCheck;

namespace Course.Snippets.Tests.Classification;

public sealed class ListingClassifierTests
{
    private const string Usings = "using static TorchSharp.torch;\n";

    [Theory]
    // code; the word; its kind; its hover
    [InlineData("var x = randn(3, 4);", "x", "l", "(local) Tensor x")]
    [InlineData("var x = randn(3, 4);", "var", "k", "class torch.Tensor")]
    [InlineData("var x = zeros(3);", "zeros", "m", "Tensor torch.zeros(int size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false, string[]? names = null)")]
    [InlineData("string? s = null; var t = s ?? \"\";", "s", "l", "(local) string? s")]
    [InlineData("Tensor t = ones(2);", "Tensor", "t", "class torch.Tensor")]
    [InlineData("var n = ones(2).ndim;", "ndim", "p", "long Tensor.ndim { get; }")]
    [InlineData("var list = new List<int>(3);", "List", "t", "List<int>.List(int capacity)")]
    [InlineData("int Twice(int n) => 2 * n;", "Twice", "m", "(local function) int Twice(int n)")]
    [InlineData("int Twice(int n) => 2 * n;", "2", "n", null)]
    [InlineData("foreach (var 값 in new[] { 1.5 }) Console.Write(값);", "값", "l", "(local) double 값")]
    [InlineData("var s = \"text\"; // 주석", "// 주석", "c", null)]
    [InlineData("var s = \"text\"; // 주석", "\"text\"", "s", null)]
    [InlineData("class Net { public int Depth { get; init; } }", "Depth", "p", "int Net.Depth { get; init; }")]
    [InlineData("class Net { public int Depth { get; init; } }", "Net", "t", "class Net")]
    [InlineData("using System.Text;\nvar b = new StringBuilder();", "using", "k", null)]
    [InlineData("var total = new[] { 1, 2 }.Sum();", "Sum", "m", "int IEnumerable<int>.Sum()")]
    [InlineData("#pragma warning disable CS0219\nvar a = 1;", "#pragma", "d", null)]
    public void A_name_has_the_colour_and_the_signature_of_what_it_means(string code, string word, string kind, string? hover)
    {
        var listing = Classify(Make.Snippet("first", Usings), Make.Snippet("s", code))["s"];

        var at = word == "s" ? 8 : code.IndexOf(word, StringComparison.Ordinal);
        var span = Assert.Single(listing.Spans, s => s.Start <= at && at < s.Start + s.Length);
        Assert.Equal((at, word.Length, kind), (span.Start, span.Length, span.Kind));
        Assert.Equal(hover, span.Hover < 0 ? null : listing.Hovers[span.Hover]);
    }

    [Theory]
    [InlineData("fails")]
    [InlineData("no-run")]
    [InlineData("ignored")]
    [InlineData("broken")]
    public void Code_that_does_not_run_is_coloured_with_what_came_before_it(string kind)
    {
        var code = "var y = x.sum(); // comment\nreturn nothing" + (kind is "broken" or "ignored" ? " {{ \"open" : ";");
        var snippet = Make.Snippet(
            "s", code, mode: kind switch { "no-run" => SnippetMode.NoRun, "ignored" => SnippetMode.Ignore, _ => SnippetMode.Run },
            fails: kind == "fails" ? ["CS0103"] : null);

        var listing = Classify(Make.Snippet("first", Usings + "var x = ones(2);\nclass Before;"), snippet, Make.Snippet("last", "var z = x + 1;"))["s"];

        Assert.Contains(listing.Spans, s => Text(code, s) == "x" && s.Kind == "l" && listing.Hovers[s.Hover] == "(local) Tensor x");
        Assert.Contains(listing.Spans, s => Text(code, s) == "// comment" && s.Kind == "c");
    }

    [Fact]
    public void A_translation_is_coloured_by_its_own_text()
    {
        var session = Make.Session(Make.Snippet("a", "var x = 1; // one"), Make.Snippet("b", "var y = x;"));
        var korean = session.WithBodiesOf([Make.Snippet("a", "// 하나는 하나\nvar x = 1;"), Make.Snippet("b", "")]);

        var listings = ListingClassifier.Classify(korean, SnippetHost.References);

        Assert.Equal((0, 9, "c", -1), (listings["a"].Spans[0].Start, listings["a"].Spans[0].Length, listings["a"].Spans[0].Kind, listings["a"].Spans[0].Hover));
        Assert.Equal(ContentHash.Of("var y = x;"), listings["b"].Hash);
    }

    [Fact]
    public void Spans_of_any_text_are_in_order_within_the_text_and_do_not_overlap()
    {
        var words = new[]
        {
            "var x = 1;", "\n", " ", "\"", "'", "{", "}", "(", "$\"{x}\"", "/*", "*/", "//", "#if", "#region\n", "using A;", "class", "한글", "\"\"\"", "\r\n", "\t",
            "@\"", "record R(int X);", "await", "x => x", "\\", "\u2028", "namespace N;", "#line 3\n", "goto a;", "return;",
        };
        Gen.Int[0, words.Length - 1].Select(i => words[i]).Array[0, 12].Sample(
            parts =>
            {
                var code = string.Concat(parts);
                var listing = Classify(Make.Snippet("a", "var x = 0;"), Make.Snippet("s", code))["s"];
                var end = 0;
                foreach (var span in listing.Spans)
                {
                    Assert.True(span.Start >= end && span.Length > 0, $"overlap at {span.Start}");
                    end = span.Start + span.Length;
                }

                Assert.True(end <= code.Length);
            },
            iter: 200);
    }

    private static string Text(string code, ListingSpan span) => code.Substring(span.Start, span.Length);

    private static ImmutableSortedDictionary<string, Listing> Classify(params Snippet[] snippets) =>
        ListingClassifier.Classify(Make.Session(snippets), SnippetHost.References);
}
