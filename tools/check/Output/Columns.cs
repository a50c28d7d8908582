using System.Text;

namespace Course.Check.Output;

/// <summary>Lays text out in the columns of a terminal, in which Hangul takes two.</summary>
internal static class Columns
{
    /// <summary>How many columns a text takes.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        foreach (var rune in text.EnumerateRunes()) columns += Of(rune);
        return columns;
    }

    /// <summary>Breaks a text at blanks so that no line is wider than asked, words longer than a line apart.</summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var line = new StringBuilder();
        var taken = 0;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var columns = Of(word);
            if (taken > 0 && taken + 1 + columns > width)
            {
                yield return line.ToString();
                line.Clear();
                taken = 0;
            }

            if (taken > 0)
            {
                line.Append(' ');
                taken++;
            }

            line.Append(word);
            taken += columns;
        }

        if (line.Length > 0) yield return line.ToString();
    }

    private static int Of(Rune rune) => rune.Value switch
    {
        < 0x1100 => Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.Control ? 0 : 1,
        <= 0x115f or (>= 0x2e80 and <= 0xa4cf) or (>= 0xac00 and <= 0xd7a3) or (>= 0xf900 and <= 0xfaff) or (>= 0xff00 and <= 0xff60) or (>= 0x1f300 and <= 0x1faff) or (>= 0x20000 and <= 0x3fffd) => 2,
        _ => 1,
    };
}
