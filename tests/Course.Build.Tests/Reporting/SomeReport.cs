using System.Collections.Immutable;
using Course.Build.Reporting;
using Course.Build.Verification;
using Course.Diagnostics;
using Course.Snippets.Comparison;
using CsCheck;

namespace Course.Build.Tests.Reporting;

/// <summary>Reports of all shapes, hostile words included.</summary>
internal static class SomeReport
{
    private static readonly Gen<string> Text = Gen.Int[0, 19].Select(static i => new[]
    {
        "", "loss", "기울기", "\"quoted\"", "back\\slash", "\n", "\r\n", "\t", "<b>&amp;'", "]]>", "😀", "\u2028", "\0", "\u001b[31m", "\ufffe", "::error::", "100%", "`````", "| a |", ",x=1:y",
    }[i]).Array[0, 6].Select(static parts => string.Concat(parts));

    private static readonly Gen<string> Id = Gen.Int[0, 99].Select(static i => $"name-{i}");

    private static readonly Gen<string> File = Gen.Int[0, 5].Select(static i => new[]
    {
        "tracks/00-one/00-first/en.md", "tracks/00 one/한글 길.md", "course.yaml", "tools/snippet-host", "a,b:c%d.md", "recorded/a#b?.json",
    }[i]);

    /// <summary>Places as the stages give them: none, whole files, whole lines, runs of characters.</summary>
    public static readonly Gen<SourceLocation> Location = Gen.OneOf(
        Gen.Const(default(SourceLocation)),
        File.Select(SourceLocation.WholeFile),
        Gen.Select(File, Gen.Int[1, 500]).Select(SourceLocation.WholeLine),
        Gen.Select(File, Gen.Int[1, 500], Gen.Int[1, 200], Gen.Int[0, 80]).Select(SourceLocation.OnLine),
        Gen.Select(File, Gen.Int[1, 500], Gen.Int[1, 200], Gen.Int[0, 9]).Select(static (file, line, column, lines) => new SourceLocation(file, line, column, line + lines, 1)));

    public static readonly Gen<Diagnostic> Diagnostic =
        Gen.Select(Gen.Int[0, FaultCatalogue.All.Length], Gen.Enum<Severity>(), Text, Text, Location).Select(static (fault, severity, message, remedy, location) =>
            new Diagnostic(fault == FaultCatalogue.All.Length ? "XX0001" : FaultCatalogue.All[fault].Id, severity, message, remedy, location));

    private static readonly Gen<Difference> Difference =
        Gen.Select(Gen.Enum<DifferenceKind>(), Text, Text, Text, Gen.Double).Select(static (kind, where, expected, actual, number) =>
            new Difference(kind, where, expected, actual) { NumbersCompared = 2, Numbers = kind == DifferenceKind.Number ? [new(1, "1", "2", number, number, number)] : [] });

    private static readonly Gen<SnippetCase> Case =
        Gen.Select(Gen.Select(Id, Text, Id), Location, Gen.Enum<CaseOutcome>(), Difference.Array[1, 20], Diagnostic, Gen.Int[0, 90_000]).Select(
            static (names, location, outcome, differences, diagnostic, time) => new SnippetCase(names.Item1, names.Item2, names.Item3, location.File is null ? SourceLocation.WholeFile("x.md") : location, outcome)
            {
                Differences = outcome == CaseOutcome.Differs ? [.. differences] : [],
                Diagnostics = outcome == CaseOutcome.Failed ? [diagnostic with { Severity = Severity.Error }] : [],
                Reason = outcome is CaseOutcome.Ignored or CaseOutcome.Unknown ? names.Item2 : null,
                Runs = 1, RunsApart = outcome == CaseOutcome.Differs ? 1 : 0, Results = 1, Milliseconds = time, PeakMegabytes = 5,
            });

    private static readonly Gen<SeedSpread> Spread =
        Gen.Select(Id, Id, Difference, Gen.Double[0, 1], Gen.Bool).Select(static (lesson, snippet, difference, tolerance, any) =>
            new SeedSpread(lesson, snippet, SourceLocation.WholeFile("x.md"), any ? tolerance : null, new(difference.Numbers.IsEmpty ? null : difference, any ? tolerance : null, any ? null : difference), 1, ["CO4007"]));

    /// <summary>Any report, of a build or of a verification.</summary>
    public static readonly Gen<BuildReport> Any =
        Gen.Select(Diagnostic.Array[0, 8], Case.Array[0, 8], Spread.Array[0, 3], Gen.Bool).Select(static (diagnostics, cases, spreads, verified) => new BuildReport
        {
            Diagnostics = [.. diagnostics, .. verified ? cases.SelectMany(static c => c.Diagnostics) : []],
            Verification = verified ? new(cases.ToImmutableArray()) { Spreads = [.. spreads], Seeds = [1, 2] } : null,
        });
}
