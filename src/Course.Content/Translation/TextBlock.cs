using Course.Content.Directives.Snippets;
using Course.Diagnostics;
using Markdig.Extensions.Footnotes;
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
/// <param name="kind">What it is.</param>
/// <param name="id">Id of a heading, snippet, figure or exercise; the heading or exercise above it for all others (empty before the first).</param>
/// <param name="address">Names it within the text: <c>title</c>, a heading's or exercise's id, <c>snippet:id</c>, <c>figure:id</c>, or <c>section/3</c>.</param>
/// <param name="scope">The directive that it stands in directly, such as <c>Hint</c>, or empty.</param>
/// <param name="words">What of the tree holds its words; null for the title, which the tree does not hold.</param>
public sealed class TextBlock(BlockKind kind, string id, string address, string scope, Block? words)
{
    /// <summary>What it is.</summary>
    public BlockKind Kind => kind;

    /// <summary>Its own id, or that of the heading or exercise above it.</summary>
    public string Id => id;

    /// <summary>Names it within the text.</summary>
    public string Address => address;

    /// <summary>The directive that it stands in directly, or empty.</summary>
    public string Scope => scope;

    /// <summary>Line in its file, from 1.</summary>
    public int Line { get => Node is null ? field : Node.Line + 1; init; }

    /// <summary>Its node in the tree, as renderers meet it: of a footnote its last block, since they never write the note itself. Null for the title.</summary>
    public Block? Node { get; } = words is Footnote { LastChild: { } last } ? last : words;

    /// <summary>
    /// What a reader reads, on one line and without markup (see <see cref="BlockText"/>). Pages mostly need to know where blocks stand and not what
    /// they say, so it is read when first asked for; two threads that ask at once read the same.
    /// </summary>
    public string Text { get => field ??= BlockText.Of(words!); init; }

    /// <summary>Hash of a snippet's own body; empty where it has none, and for all other blocks.</summary>
    public string CodeHash => field ??= words is SnippetBlock { Snippet.Code: { Length: > 0 } code } ? ContentHash.Of(code)[..16] : "";

    /// <summary>Whether <see cref="Id"/> is the block's own, so that it is known wherever it stands.</summary>
    public bool IsNamed => HasName(kind);

    /// <summary>Whether blocks of a kind have an id of their own.</summary>
    public static bool HasName(BlockKind kind) => kind is BlockKind.Title or BlockKind.Heading or BlockKind.Snippet or BlockKind.Figure or BlockKind.Exercise;
}
