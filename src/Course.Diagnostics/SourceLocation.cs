namespace Course.Diagnostics;

/// <summary>A range of characters in a file that an author edits.</summary>
/// <param name="File">Path relative to the course root, with forward slashes.</param>
/// <param name="StartLine">First line, counted from 1; 0 means the file as a whole.</param>
/// <param name="StartColumn">First column, counted from 1 in UTF-16 units; 0 means the whole line.</param>
/// <param name="EndLine">Last line, inclusive.</param>
/// <param name="EndColumn">Column after the last character.</param>
public readonly record struct SourceLocation(string File, int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The file as a whole.</summary>
    public static SourceLocation WholeFile(string file) => new(file, 0, 0, 0, 0);

    /// <summary>One whole line.</summary>
    public static SourceLocation WholeLine(string file, int line) => new(file, line, 0, line, 0);

    /// <summary>A run of characters on one line.</summary>
    public static SourceLocation OnLine(string file, int line, int column, int length) =>
        new(file, line, column, line, column + length);

    /// <inheritdoc />
    public override string ToString() => (StartLine, StartColumn) switch
    {
        (0, _) => File,
        (_, 0) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{StartLine}"),
        _ => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{File}:{StartLine}:{StartColumn}"),
    };
}
