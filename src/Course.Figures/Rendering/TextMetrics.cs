using System.Text;

namespace Course.Figures.Rendering;

/// <summary>
/// Estimates the size of text. No font is asked: the page's font is not known here, and the same bytes must come on
/// every machine. The estimate is of a wide-running sans-serif, so that real text is rather shorter.
/// </summary>
internal static class TextMetrics
{
    /// <summary>Height of a line in font sizes.</summary>
    internal const double LineHeight = 1.2;

    /// <summary>Width of a text's longest line, in the unit of the font size.</summary>
    internal static double Width(string text, double fontSize) =>
        fontSize * text.Split('\n').Max(static line => line.EnumerateRunes().Sum(static r => Width(r)));

    /// <summary>Breaks a text at spaces into lines no wider than a width, as far as its words allow.</summary>
    internal static string Wrap(string text, double fontSize, double width)
    {
        var lines = new List<string>();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (lines.Count > 0 && Width(lines[^1] + " " + word, fontSize) <= width) lines[^1] += " " + word;
            else lines.Add(word);
        }

        return string.Join('\n', lines);
    }

    private static double Width(Rune rune) => rune.Value switch
    {
        // Korean, Chinese and Japanese letters are squares.
        >= 0x1100 and <= 0x115F or >= 0x2E80 and <= 0xD7A3 or >= 0xF900 and <= 0xFAFF or >= 0xFF00 and <= 0xFF60 or >= 0x1F300 => 1.0,
        ' ' or 'i' or 'j' or 'l' or 'I' or '.' or ',' or ':' or ';' or '\'' or '|' or '!' => 0.32,
        'f' or 'r' or 't' or '(' or ')' or '[' or ']' or '-' or '/' => 0.40,
        'm' or 'w' or 'M' or 'W' or '%' or '@' => 0.92,
        >= 'A' and <= 'Z' => 0.70,
        0xB2 or 0xB3 or 0xB9 or (>= 0x2070 and <= 0x207E) => 0.40,
        _ => 0.60,
    };
}
