using Markdig.Syntax.Inlines;

namespace Course.Content.Parsing;

/// <summary>Walks inlines in order without recursion: hostile text nests them thousands deep.</summary>
internal static class InlineWalk
{
    /// <summary>All inlines below a container, parents before children.</summary>
    public static IEnumerable<Inline> Over(ContainerInline container)
    {
        for (var inline = container.FirstChild; inline is not null; inline = Next(inline, container)) yield return inline;
    }

    /// <summary>The inline after another one, or null at the container's end.</summary>
    public static Inline? Next(Inline inline, ContainerInline container)
    {
        if (inline is ContainerInline { FirstChild: { } child }) return child;
        Inline? at = inline;
        while (at is not null && at != container)
        {
            if (at.NextSibling is { } sibling) return sibling;
            at = at.Parent;
        }

        return null;
    }
}
