using Course.Content.Files;
using Course.Diagnostics;
using Markdig;

namespace Course.Content.Parsing;

/// <summary>What one run of the parser carries along: the file, and the diagnostics found in it so far.</summary>
/// <param name="file">The file being parsed.</param>
internal sealed class ParseContext(SourceFile file) : MarkdownParserContext
{
    private readonly List<Diagnostic> _diagnostics = [];
    private LineMap? _lines;

    /// <summary>The file being parsed.</summary>
    public SourceFile File => file;

    /// <summary>Whether directives were nested beyond the limit; then what follows from it is not reported.</summary>
    public bool IsTooDeep { get; set; }

    /// <summary>All found so far.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics => _diagnostics;

    /// <summary>Adds a diagnostic about a range of the text.</summary>
    /// <param name="fault">Its kind.</param>
    /// <param name="start">Offset of the first character.</param>
    /// <param name="length">Number of characters; a range over several lines ends with the first.</param>
    /// <param name="message">What is the case and why it is a fault.</param>
    /// <param name="remedy">What to do.</param>
    public void Report(Fault fault, int start, int length, string message, string remedy) =>
        _diagnostics.Add(fault.At(LocationOf(start, length), message, remedy));

    /// <summary>Adds a diagnostic about a line.</summary>
    public void ReportLine(Fault fault, int line, string message, string remedy) =>
        _diagnostics.Add(fault.At(SourceLocation.WholeLine(file.Path, line), message, remedy));

    /// <summary>The place of a range of the text, which ends with its first line.</summary>
    public SourceLocation LocationOf(int start, int length)
    {
        _lines ??= new(file.Text);
        start = Math.Clamp(start, 0, file.Text.Length);
        var (line, column) = _lines.Position(start);
        var rest = file.Text.AsSpan(start, Math.Clamp(length, 0, file.Text.Length - start));
        var end = rest.IndexOf('\n');
        return SourceLocation.OnLine(file.Path, line, column, Math.Max(1, end < 0 ? rest.Length : end));
    }

    /// <summary>Offset just behind the last character of the line that an offset is on.</summary>
    public int EndOfLine(int offset)
    {
        var end = file.Text.AsSpan(offset).IndexOf('\n');
        return end < 0 ? file.Text.Length : offset + end;
    }
}
