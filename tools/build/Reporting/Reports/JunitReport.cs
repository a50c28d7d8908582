using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Course.Build.Verification;
using Course.Diagnostics;

namespace Course.Build.Reporting.Reports;

/// <summary>The report as JUnit XML: a suite a lesson, a case a snippet, with time and memory; faults of no snippet are a case of their own.</summary>
internal static class JunitReport
{
    public static string Of(BuildReport report, ShownPaths paths)
    {
        var suites = (report.Verification?.Cases ?? []).GroupBy(static c => c.Lesson, StringComparer.Ordinal)
            .Select(lesson => Suite(lesson.Key, [.. lesson.Select(c => Case(c, paths))])).ToList();
        var ofCases = (report.Verification?.Cases ?? []).SelectMany(static c => c.Diagnostics).ToHashSet();
        var others = report.Diagnostics.Where(d => d.Severity == Severity.Error && !ofCases.Contains(d) && !d.IsOfCase(report)).ToList();
        if (others.Count > 0 || suites.Count == 0) suites.Add(Suite("course", [Content(others, paths)]));
        var root = new XElement("testsuites", new XAttribute("name", "course"), Totals(suites.Elements("testcase").ToList()), suites);
        using var text = new Utf8Text();
        using (var writer = XmlWriter.Create(text, new() { Indent = true, NewLineChars = "\n" })) root.Save(writer);
        return text + "\n";
    }

    private static XElement Suite(string name, List<XElement> cases) => new("testsuite", new XAttribute("name", Clean(name)), Totals(cases), cases);

    private static XAttribute[] Totals(List<XElement> cases) =>
    [
        new("tests", cases.Count), new("failures", cases.Count(static c => c.Element("failure") is not null)),
        new("errors", cases.Count(static c => c.Element("error") is not null)), new("skipped", cases.Count(static c => c.Element("skipped") is not null)),
        new("time", Seconds(cases.Sum(static c => (double)c.Attribute("time")!))),
    ];

    private static XElement Case(SnippetCase c, ShownPaths paths)
    {
        var element = new XElement("testcase",
            new XAttribute("name", Clean(c.Snippet)), new XAttribute("classname", Clean($"{c.Lesson}.{c.Session}")),
            new XAttribute("file", Clean(paths.Of(c.Location.File))), new XAttribute("line", c.Location.StartLine), new XAttribute("time", Seconds(c.Milliseconds / 1000.0)));
        if (c.Runs > 0)
        {
            element.Add(new XElement("properties", Property("peakMegabytes", c.PeakMegabytes), Property("runs", c.Runs), Property("runsApart", c.RunsApart)));
        }

        switch (c.Outcome)
        {
            case CaseOutcome.Differs:
                element.Add(Fault("failure", c.RunsApart < c.Runs ? VerificationFaults.Unsteady.Id : VerificationFaults.OtherOutput.Id, c.Differences[0].ToString(), c.Differences.Select(static d => d.ToString())));
                break;
            case CaseOutcome.Failed:
                var errors = c.Diagnostics.Where(static d => d.Severity == Severity.Error).ToList();
                element.Add(Fault("error", errors[0].Id, errors[0].Message, errors.Select(d => Line(d, paths))));
                break;
            case CaseOutcome.Ignored or CaseOutcome.Unknown:
                element.Add(new XElement("skipped", new XAttribute("message", Clean(c.Reason ?? ""))));
                break;
        }

        return element;
    }

    private static XElement Content(List<Diagnostic> errors, ShownPaths paths)
    {
        var element = new XElement("testcase", new XAttribute("name", "content"), new XAttribute("classname", "course"), new XAttribute("time", Seconds(0)));
        if (errors.Count > 0) element.Add(Fault("error", errors[0].Id, errors[0].Message, errors.Select(d => Line(d, paths))));
        return element;
    }

    private static XElement Fault(string kind, string type, string message, IEnumerable<string> lines) =>
        new(kind, new XAttribute("type", type), new XAttribute("message", Clean(message)), Clean(string.Join('\n', lines)));

    private static XElement Property(string name, long value) => new("property", new XAttribute("name", name), new XAttribute("value", value));

    private static string Line(Diagnostic d, ShownPaths paths) => $"{d.Id} {paths.Of(d.Location)}: {d.Message} → {d.Remedy}";

    private static string Seconds(double seconds) => seconds.ToString("F3", CultureInfo.InvariantCulture);

    /// <summary>Without what XML cannot hold: a snippet may print any character.</summary>
    private static string Clean(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~')) return text;
        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            var isXml = rune.Value is '\t' or '\n' or '\r' or (>= 0x20 and <= 0xd7ff) or (>= 0xe000 and <= 0xfffd) or >= 0x10000;
            clean.Append(isXml ? rune.ToString() : "\ufffd");
        }

        return clean.ToString();
    }

    private sealed class Utf8Text : StringWriter
    {
        public Utf8Text() : base(CultureInfo.InvariantCulture)
        {
        }

        public override Encoding Encoding => Encoding.UTF8;
    }
}
