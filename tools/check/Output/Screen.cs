using Spectre.Console;

namespace Course.Check.Output;

/// <summary>Standard output with colours where it is a terminal that wants them (NO_COLOR is honoured).</summary>
internal sealed class Screen
{
    private readonly IAnsiConsole _console;

    private Screen(IAnsiConsole console, int width) => (_console, Width) = (console, width);

    /// <summary>Columns that text may take.</summary>
    public int Width { get; }

    /// <summary>The process's standard output.</summary>
    public static Screen Standard()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out) });
        var width = Console.IsOutputRedirected ? 100 : Math.Clamp(console.Profile.Width, 40, 110);

        // Lines are broken here, by words and by columns; the console must not break them again.
        console.Profile.Width = 10_000;
        return new(console, width);
    }

    /// <summary>Writes a line of markup.</summary>
    public void Line(string markup = "") => _console.MarkupLine(markup);

    /// <summary>Writes text broken into lines, the first behind a label.</summary>
    public void Paragraph(int indent, string label, string text, string style = "default")
    {
        var first = true;
        var hang = indent + Columns.Of(Markup.Remove(label));
        foreach (var line in Columns.Wrap(text, Width - hang))
        {
            Line(new string(' ', first ? indent : hang) + (first ? label : "") + $"[{style}]{Markup.Escape(line)}[/]");
            first = false;
        }
    }
}
