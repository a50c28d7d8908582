using System.Collections.Immutable;
using Course.Check.CommandLine;
using Course.Check.Input;
using Course.Checking;

namespace Course.Check;

/// <summary>Checks programs one after another and puts together what is found.</summary>
internal sealed class UnitChecker(ReferenceLibrary references, CheckSettings settings)
{
    /// <summary>A cold process compiles the compiler first, which no limit for hostile code foresees; the code is the learner's own.</summary>
    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly Checker _checker = new(references);

    /// <summary>Checks all that was read.</summary>
    public async Task<CheckResult> CheckAsync(CheckInput input, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var unread = input.Unread.ToBuilder();
        var leftOut = 0;
        foreach (var unit in input.Units)
        {
            var report = await CheckAsync(unit, new(settings.Language), cancellation).ConfigureAwait(false);
            if (report.Refusal is { } refusal) unread.Add(new($"{refusal.File}:{refusal.Line}", refusal.Message(settings.Language)));
            findings.AddRange(report.Shown.Where(settings.Wants));
            leftOut += report.LeftOut;
        }

        return new(
            [.. findings.OrderBy(static finding => finding.Weight)],
            input.Units.SelectMany(static unit => unit.Texts).GroupBy(static text => text.Name).ToImmutableDictionary(static group => group.Key, static group => group.First().Text),
            unread.ToImmutable(),
            [.. input.Units.Where(static unit => unit.HasUnknown).Select(static unit => Path.GetDirectoryName(unit.Texts[0].Name) is { Length: > 0 } folder ? folder : unit.Texts[0].Name)],
            leftOut);
    }

    /// <summary>Checks one program.</summary>
    public Task<CheckReport> CheckAsync(CheckUnit unit, CheckOptions options, CancellationToken cancellation)
    {
        var checker = unit.Packages.IsEmpty ? _checker : new Checker(references.With(unit.Packages));
        return CheckThread.RunAsync(
            checker, unit.Texts, options with { ImplicitUsings = unit.Usings, AllowUnknownNames = unit.HasUnknown }, TimeLimit, cancellation);
    }
}
