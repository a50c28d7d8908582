using System.Text;

namespace Course.SnippetHost.Reporting;

/// <summary>Console.Out or Console.Error of the session.</summary>
internal sealed class ReportingWriter(SessionReporter reporter, bool isError) : TextWriter(System.Globalization.CultureInfo.InvariantCulture)
{
    public override Encoding Encoding => Encoding.UTF8;

    public override string NewLine => "\n";

    public override void Write(char value) => reporter.Text(value.ToString(), isError);

    public override void Write(string? value) => reporter.Text(value ?? "", isError);

    public override void Write(char[] buffer, int index, int count) => reporter.Text(new string(buffer, index, count), isError);

    public override void Write(ReadOnlySpan<char> buffer) => reporter.Text(buffer.ToString(), isError);

    public override void WriteLine() => reporter.Text("\n", isError);

    public override void WriteLine(string? value) => reporter.Text(value + "\n", isError);
}
