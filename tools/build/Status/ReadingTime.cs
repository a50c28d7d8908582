using Course.Content.Book;
using Course.Content.Snippets;

namespace Course.Build.Status;

/// <summary>
/// How long a text takes to read with understanding. Prose is counted in words (Korean: eojeol, of which the same text has
/// about three quarters as many), code by its shown lines, figures and displayed formulas one by one. The speeds are set so
/// that the two texts of the first lesson come to the same time, and to what it states.
/// </summary>
internal static class ReadingTime
{
    /// <summary>Words a minute where the language is not known better.</summary>
    public const int WordsPerMinute = 230;

    /// <summary>Eojeol a minute.</summary>
    public const int EojeolPerMinute = 180;

    /// <summary>Lines of code a minute.</summary>
    public const int CodeLinesPerMinute = 40;

    /// <summary>Seconds that a figure takes, and a formula on a line of its own.</summary>
    public const int SecondsPerFigure = 20, SecondsPerFormula = 15;

    /// <summary>Minutes, to the nearest whole one; at least one.</summary>
    /// <param name="lesson">The lesson, whose source text holds the code.</param>
    /// <param name="text">The text that is read.</param>
    public static int Minutes(LessonPair lesson, LessonText text)
    {
        var speed = text.Language.StartsWith("ko", StringComparison.Ordinal) ? EojeolPerMinute : WordsPerMinute;
        var minutes = (double)text.Words / speed
            + (double)lesson.Source.Snippets.Sum(ShownLines) / CodeLinesPerMinute
            + (text.Figures.Length * SecondsPerFigure + text.Math.Count(static m => m.Display) * SecondsPerFormula) / 60.0;
        return Math.Max(1, (int)Math.Round(minutes));
    }

    /// <summary>Whether what lesson.yaml says is so far from the estimate that one of the two needs a look: more than a third, and more than three minutes.</summary>
    public static bool IsOff(int stated, int estimated) => Math.Abs(stated - estimated) > Math.Max(3, stated / 3);

    private static int ShownLines(Snippet snippet)
    {
        if (snippet.Hidden || snippet.Code.Length == 0) return 0;
        var lines = snippet.Code.AsSpan().Count('\n') + 1;
        return snippet.ShownLines is { } shown ? Enumerable.Range(1, lines).Count(shown.Contains) : lines;
    }
}
