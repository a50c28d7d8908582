using Course.Build.Verification;
using Course.Snippets.Comparison;

namespace Course.Build.Reporting;

/// <summary>A verification as the JSON report lays it out.</summary>
internal static class VerificationJson
{
    /// <summary>Of the points of a figure at most so many are written; the count says how many there are.</summary>
    private const int MostNumbers = 100;

    public static Proof? Of(VerificationReport? report) => report is null ? null : new(
        [.. report.Scope], report.Repeats, [.. report.Seeds], [.. report.Cases.Select(Of)],
        [.. report.Spreads.Select(static s => new Spread(
            s.Lesson, s.Snippet, s.Location.File, s.Location.StartLine, s.Declared, Finite(s.Spread?.Widest?.Numbers.Max(static n => n.Relative)), s.Spread?.Tolerance,
            s.FailedSeeds, SpreadWords.Proposal(s)))]);

    private static Case Of(SnippetCase c) => new(
        c.Lesson, c.Session, c.Snippet, c.Location.File, c.Location.StartLine, c.Outcome.ToString().ToLowerInvariant(), c.Reason,
        c.Runs, c.RunsApart, c.Results, c.Milliseconds, c.PeakMegabytes, [.. c.Differences.Select(Of)], [.. c.Diagnostics.Select(static d => d.Id)]);

    private static Apart Of(Difference d) => new(
        d.Kind.ToString().ToLowerInvariant(), d.Where, d.Expected, d.Actual, d.NumbersCompared, d.Numbers.Length,
        [.. d.Numbers.Take(MostNumbers).Select(static n => new Number(n.Index, n.Expected, n.Actual, Finite(n.Difference), Finite(n.Relative), n.Allowed))], d.ToString());

    // JSON has no word for what is not finite.
    private static double? Finite(double? number) => number is { } n && double.IsFinite(n) ? n : null;

    internal sealed record Proof(string[] Scope, int Repeats, int[] Seeds, Case[] Cases, Spread[] Spreads);

    internal sealed record Case(
        string Lesson, string Session, string Snippet, string File, int Line, string Outcome, string? Reason,
        int Runs, int RunsApart, int Results, long Milliseconds, long PeakMegabytes, Apart[] Differences, string[] Diagnostics);

    internal sealed record Apart(
        string Kind, string Where, string? Expected, string? Got, int NumbersCompared, int NumbersApart, Number[] Numbers, string Sentence);

    internal sealed record Number(int Index, string Expected, string Got, double? Difference, double? Relative, double Allowed);

    internal sealed record Spread(
        string Lesson, string Snippet, string File, int Line, double? Declared, double? WidestRelative, double? Tolerance, int FailedSeeds, string Proposal);
}
