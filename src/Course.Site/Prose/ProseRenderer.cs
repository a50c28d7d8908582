using Markdig.Renderers;

namespace Course.Site.Prose;

/// <summary>Markdig's HTML renderer with our directives, which look things up in the page's <see cref="Context"/>.</summary>
internal sealed class ProseRenderer(TextWriter writer) : HtmlRenderer(writer)
{
    /// <summary>What the page being rendered may look up; set before each page.</summary>
    public ProseContext Context { get; set; } = null!;

    /// <summary>Writes text with the characters that HTML gives a meaning to replaced.</summary>
    public ProseRenderer Text(ReadOnlySpan<char> text)
    {
        WriteEscape(text);
        return this;
    }

    /// <summary>Writes HTML as it is.</summary>
    public ProseRenderer Html(string html)
    {
        Write(html);
        return this;
    }

    /// <summary>Writes a number.</summary>
    public ProseRenderer Html(int number)
    {
        Write(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return this;
    }
}
