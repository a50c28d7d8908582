using Course.Content.Parsing;

namespace Course.Content.Tests.Translation;

/// <summary>
/// Pages of a lesson are made at the same time from the same trees, so that whoever reads one must not change it, not even to remember what was
/// read: some properties of Markdig's nodes do so (<c>CodeInline.Content</c>), and two threads then read each other's halves.
/// </summary>
public sealed class UnchangedTreeTests
{
    private const string Everything = """
        # Title

        ## Heading with `code` {#heading}

        Words with `code`, ``a `tick` ``, *emphasis*, [a link](https://example.org "its title"), <https://example.org>, &amp; and $x^2$.[^1]

        - [x] done with `code`
        - not done

        > A quotation of `code`.

        | head | `code` |
        |---|---|
        | a | b |

        :::tip A `title`
        Body with `code`.
        :::

        ```text
        lines
        ```

        $$
        x^2
        $$

        [^1]: A note with `code`.
        """;

    [Fact]
    public void Reading_the_blocks_of_a_text_changes_none_of_its_nodes()
    {
        var text = LessonParser.Parse(SpecTests.Source("en.md", Everything), "en").Value;
        var before = TreeFields.Of(text.Document);
        Assert.True(before.Count > 300, "The text has nodes whose fields can be seen.");

        var words = string.Join('\n', text.Blocks.Select(static block => block.Text));
        Assert.Contains("Heading with `code`\nWords with `code`, `a \\`tick\\`", words, StringComparison.Ordinal);
        Assert.Equal(before, TreeFields.Of(text.Document));
    }
}
