using Markdig.Syntax;

namespace Course.Content.Translation;

/// <summary>What a block of a text is. The names, in lower case, are those of lock files.</summary>
public enum BlockKind
{
    /// <summary>The title line.</summary>
    Title,

    /// <summary>A heading; its id is the anchor.</summary>
    Heading,

    /// <summary>A paragraph, wherever it stands: in the text, a callout, a tab, an exercise, a hint, a solution.</summary>
    Paragraph,

    /// <summary>A list as a whole.</summary>
    List,

    /// <summary>A quotation as a whole.</summary>
    Quote,

    /// <summary>A table as a whole.</summary>
    Table,

    /// <summary>A formula on lines of its own.</summary>
    Formula,

    /// <summary>A listing that is not C#.</summary>
    Listing,

    /// <summary>The words of a snippet: title, reason and question, and the comments where the translation has a body of its own.</summary>
    Snippet,

    /// <summary>The words of a figure: alternative text, labels, caption.</summary>
    Figure,

    /// <summary>The title of a callout.</summary>
    Callout,

    /// <summary>The label of a tab.</summary>
    Tab,

    /// <summary>The title of an exercise.</summary>
    Exercise,

    /// <summary>The title of a hint.</summary>
    Hint,

    /// <summary>A footnote.</summary>
    Footnote,
}

/// <summary>One block of a text: the unit in which translations are compared.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">Id of a heading, snippet, figure or exercise; the heading or exercise above it for all others (empty before the first).</param>
/// <param name="Address">Names it within the text: <c>title</c>, a heading's or exercise's id, <c>snippet:id</c>, <c>figure:id</c>, or <c>section/3</c>.</param>
/// <param name="Scope">The directive that it stands in directly, such as <c>Hint</c>, or empty.</param>
/// <param name="Text">What a reader reads, on one line and without markup (see <see cref="BlockText"/>).</param>
/// <param name="Line">Line in its file, from 1.</param>
/// <param name="Node">Its node in the tree; null for the title, which the tree does not hold.</param>
public sealed record TextBlock(BlockKind Kind, string Id, string Address, string Scope, string Text, int Line, Block? Node)
{
    /// <summary>Hash of a snippet's own body; empty where it has none, and for all other blocks.</summary>
    public string CodeHash { get; init; } = "";

    /// <summary>Whether <see cref="Id"/> is the block's own, so that it is known wherever it stands.</summary>
    public bool IsNamed => Kind is BlockKind.Title or BlockKind.Heading or BlockKind.Snippet or BlockKind.Figure or BlockKind.Exercise;
}
