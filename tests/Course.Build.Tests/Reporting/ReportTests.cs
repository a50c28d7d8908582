using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Course.Build.Reporting;
using Course.Build.Reporting.Reports;
using Course.Build.Verification;
using Course.Diagnostics;
using CsCheck;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;

namespace Course.Build.Tests.Reporting;

/// <summary>Whatever a course holds, each report is well-formed in its form and says what the others say.</summary>
public sealed class ReportTests
{
    private static readonly ShownPaths Paths = new(Path.Combine(Path.GetTempPath(), "nowhere", "content"), Path.Combine(Path.GetTempPath(), "nowhere"));

    [Fact]
    public void SARIF_has_what_its_specification_demands() => SomeReport.Any.Sample(
        static report =>
        {
            using var document = JsonDocument.Parse(SarifReport.Of(report, Paths));
            var log = document.RootElement;
            Assert.Equal("2.1.0", log.GetProperty("version").GetString());
            Assert.EndsWith("/sarif-schema-2.1.0.json", log.GetProperty("$schema").GetString());
            var run = Assert.Single(log.GetProperty("runs").EnumerateArray());
            var driver = run.GetProperty("tool").GetProperty("driver");
            Assert.NotEqual("", driver.GetProperty("name").GetString());
            Assert.Equal("utf16CodeUnits", run.GetProperty("columnKind").GetString());
            Assert.Equal(report.Succeeded, Assert.Single(run.GetProperty("invocations").EnumerateArray()).GetProperty("executionSuccessful").GetBoolean());

            var rules = driver.GetProperty("rules").EnumerateArray().ToList();
            var ids = rules.Select(static r => r.GetProperty("id").GetString()!).ToList();
            Assert.Equal(ids.Distinct(), ids);
            Assert.All(rules, static r => Assert.NotEqual("", r.GetProperty("shortDescription").GetProperty("text").GetString()));
            Assert.All(rules, static r => Assert.Contains(r.GetProperty("defaultConfiguration").GetProperty("level").GetString(), (string[])["error", "warning", "note"]));

            var results = run.GetProperty("results").EnumerateArray().ToList();
            Assert.Equal(report.Diagnostics.Length, results.Count);
            foreach (var (result, diagnostic) in results.Zip(report.Diagnostics))
            {
                Assert.Equal(diagnostic.Id, result.GetProperty("ruleId").GetString());
                Assert.Equal(diagnostic.Id, ids[result.GetProperty("ruleIndex").GetInt32()]);
                Assert.Equal(diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "note" }, result.GetProperty("level").GetString());
                Assert.StartsWith(diagnostic.Message, result.GetProperty("message").GetProperty("text").GetString());
                Assert.NotEmpty(result.GetProperty("partialFingerprints").EnumerateObject());
                foreach (var location in result.GetProperty("locations").EnumerateArray()) Holds(location.GetProperty("physicalLocation"), diagnostic.Location, run);
            }
        },
        iter: 300);

    private static void Holds(JsonElement place, SourceLocation at, JsonElement run)
    {
        var artifact = place.GetProperty("artifactLocation");
        var uri = artifact.GetProperty("uri").GetString()!;
        Assert.True(Uri.IsWellFormedUriString(uri, UriKind.Relative), uri);
        Assert.Equal(at.File, Uri.UnescapeDataString(uri));
        Assert.True(run.GetProperty("originalUriBaseIds").TryGetProperty(artifact.GetProperty("uriBaseId").GetString()!, out _));

        // A result about a whole file has no region: every number of one counts from 1.
        Assert.Equal(at.StartLine > 0, place.TryGetProperty("region", out var region));
        if (at.StartLine < 1) return;
        Assert.All(region.EnumerateObject(), static p => Assert.True(p.Value.GetInt32() >= 1, p.Name));
        var (line, end) = (region.GetProperty("startLine").GetInt32(), region.GetProperty("endLine").GetInt32());
        Assert.Equal(at.StartLine, line);
        Assert.True(end >= line);
        Assert.Equal(at.StartColumn > 0, region.TryGetProperty("startColumn", out var column));
        if (at.StartColumn > 0 && end == line) Assert.True(region.GetProperty("endColumn").GetInt32() >= column.GetInt32());
    }

    [Fact]
    public void JUnit_has_a_case_a_snippet_with_its_outcome_time_and_memory_and_right_totals() => SomeReport.Any.Sample(
        static report =>
        {
            var root = XDocument.Parse(JunitReport.Of(report, Paths)).Root!;
            var cases = root.Elements("testsuite").Elements("testcase").ToList();
            var snippets = cases.Where(static c => (string?)c.Attribute("name") != "content" || (string?)c.Attribute("classname") != "course").ToList();
            var expected = report.Verification?.Cases ?? [];
            Assert.Equal(expected.Length, snippets.Count);
            Assert.Equal(
                expected.Select(static c => c.Outcome switch { CaseOutcome.Differs => "failure", CaseOutcome.Failed => "error", CaseOutcome.Proven => "", _ => "skipped" }).Order(StringComparer.Ordinal),
                snippets.Select(static c => c.Elements().LastOrDefault(static e => e.Name != "properties")?.Name.LocalName ?? "").Order(StringComparer.Ordinal));
            Assert.Equal(expected.Sum(static c => c.Milliseconds) / 1000.0, (double)root.Attribute("time")!, 3);
            Assert.All(snippets.Elements("properties"), static p => Assert.Contains(p.Elements("property"), static e => (string?)e.Attribute("name") == "peakMegabytes"));
            foreach (var suite in root.Elements("testsuite").Append(root))
            {
                Assert.Equal(suite.Descendants("testcase").Count(), (int)suite.Attribute("tests")!);
                foreach (var kind in new[] { "failure", "error" }) Assert.Equal(suite.Descendants(kind).Count(), (int)suite.Attribute(kind + "s")!);
                Assert.Equal(suite.Descendants("skipped").Count(), (int)suite.Attribute("skipped")!);
            }

            // What fails the process must not look green in the report.
            if (!report.Succeeded) Assert.NotEmpty(root.Descendants("failure").Concat(root.Descendants("error")));
        },
        iter: 300);

    [Fact]
    public void Annotations_are_one_line_each_that_the_runner_reads_back_as_the_diagnostic() => SomeReport.Diagnostic.Sample(
        static diagnostic =>
        {
            var line = GitHubActions.Annotation(diagnostic, Paths);
            Assert.DoesNotContain('\n', line);
            Assert.DoesNotContain('\r', line);
            var command = Regex.Match(line, "^::(error|warning|notice) ([^:]*)::(.*)$", RegexOptions.Singleline);
            Assert.True(command.Success, line);
            var properties = command.Groups[2].Value.Split(',').Select(static p => p.Split('=', 2)).ToDictionary(static p => p[0], static p => Unescape(p[1]));
            Assert.Equal(diagnostic.Id, properties["title"]);
            Assert.Equal(diagnostic.Location.File, properties.GetValueOrDefault("file"));
            Assert.Equal(diagnostic.Location.StartLine > 0 ? diagnostic.Location.StartLine.ToString(CultureInfo.InvariantCulture) : null, properties.GetValueOrDefault("line"));
            Assert.Equal($"{diagnostic.Message}\n→ {diagnostic.Remedy}", Unescape(command.Groups[3].Value));
        },
        iter: 1000);

    [Fact]
    public void Markdown_keeps_its_tables_and_fences_whatever_stands_in_them() => SomeReport.Any.Sample(
        static report =>
        {
            var text = MarkdownReport.Of(report, Paths);
            var tree = Markdown.Parse(text, new MarkdownPipelineBuilder().UsePipeTables().Build());
            var apart = report.Verification?.Cases.Count(static c => c.Outcome == CaseOutcome.Differs) ?? 0;
            var shown = report.Diagnostics.Any(d => d.Severity != Severity.Info && !d.IsOfCase(report));
            Assert.Equal(apart + (shown ? 1 : 0), tree.OfType<FencedCodeBlock>().Count());
            if (report.Verification is not null) Assert.NotEmpty(tree.OfType<Table>());
            Assert.Equal(report.Succeeded, !text.StartsWith("## Not", StringComparison.Ordinal));
        },
        iter: 300);

    [Fact]
    public void JSON_can_be_read_and_names_each_case() => SomeReport.Any.Sample(
        static report =>
        {
            using var document = JsonDocument.Parse(JsonReport.Of(report));
            var verification = document.RootElement.GetProperty("verification");
            Assert.Equal(report.Verification is null ? JsonValueKind.Null : JsonValueKind.Object, verification.ValueKind);
            if (report.Verification is null) return;
            foreach (var (json, c) in verification.GetProperty("cases").EnumerateArray().Zip(report.Verification.Cases))
            {
                Assert.Equal((c.Outcome.ToString().ToLowerInvariant(), c.Location.StartLine), (json.GetProperty("outcome").GetString(), json.GetProperty("line").GetInt32()));
                Assert.Equal(c.Differences.Select(static d => d.ToString()), json.GetProperty("differences").EnumerateArray().Select(static d => d.GetProperty("sentence").GetString()));
            }
        },
        iter: 300);

    [Theory]
    [InlineData("junit=a.xml", ReportFormat.Junit, "a.xml")]
    [InlineData("SARIF=b/c.sarif", ReportFormat.Sarif, "b/c.sarif")]
    [InlineData("json=a=b.json", ReportFormat.Json, "a=b.json")]
    internal void A_report_is_asked_for_by_form_and_file(string text, ReportFormat format, string file) =>
        Assert.Equal(new ReportFile(format, Path.GetFullPath(file)), ReportFile.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("junit")]
    [InlineData("junit=")]
    [InlineData("=x")]
    [InlineData("0=x")]
    [InlineData("html=x")]
    public void What_is_no_report_is_refused(string text) => Assert.Null(ReportFile.Parse(text));

    private static string Unescape(string text) => text.Replace("%3A", ":", StringComparison.Ordinal).Replace("%2C", ",", StringComparison.Ordinal)
        .Replace("%0A", "\n", StringComparison.Ordinal).Replace("%0D", "\r", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
}
