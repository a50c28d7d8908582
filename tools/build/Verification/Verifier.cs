using System.Collections.Immutable;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Content;
using Course.Diagnostics;
using Course.Snippets.Keys;

namespace Course.Build.Verification;

/// <summary>Runs everything that it is asked for again and compares with what is recorded. Writes nothing.</summary>
/// <param name="settings">Which course, and how diagnostics weigh.</param>
/// <param name="request">What to prove.</param>
/// <param name="clock">Times the stages.</param>
internal sealed class Verifier(BuildSettings settings, VerifyRequest request, TimeProvider clock)
{
    /// <summary>Verifies once. Faults of content and code are in the report, never exceptions.</summary>
    public async Task<BuildReport> RunAsync(IBuildObserver observer, CancellationToken cancellation)
    {
        var stages = new StageClock(observer);
        var prover = new SnippetProver(settings.Root, static () => EngineVersions.Read(Places.EngineRoot), clock);
        prover.Begin();
        var loaded = stages.Time(Stage.Load, () => new ContentReader().Read(settings.Root));
        var book = loaded.Value;
        var recorded = prover.Read(book);
        var found = loaded.Diagnostics.AddRange(recorded.Diagnostics);
        var report = new BuildReport
        {
            Diagnostics = settings.Promote(found),
            Verification = new([]),
            Lessons = book.Lessons.Count(),
            Snippets = recorded.Snippets,
            Figures = recorded.Runs.Values.Sum(static r => r.Figures.Count),
        };
        if (prover.Plan(book) is not { } plan) return BuildPipeline.Finished(stages, report);

        var chosen = await ChooseAsync(book, plan.Sessions, cancellation);
        using var scratch = request.With is { } with && !chosen.HasErrors ? await Rehearsal.PrepareAsync(with, cancellation) : null;
        found = found.AddRange(chosen.Diagnostics);
        if (scratch?.Problem is { } problem) found = found.Add(problem);
        var cases = ImmutableArray<SnippetCase>.Empty;
        var spreads = ImmutableArray<SeedSpread>.Empty;
        if (!chosen.HasErrors && scratch?.Problem is null)
        {
            var sessions = new SessionProver(new(plan.Engine, default, null), clock, stages);
            (cases, var more) = await ProveAsync(sessions, chosen.Value, found, scratch?.HostFolder, cancellation);
            found = found.AddRange(more);
            spreads = await SeedSurvey.RunAsync(sessions, chosen.Value, [.. Enumerable.Range(1, request.Seeds - 1)], cancellation);
        }

        return BuildPipeline.Finished(stages, report with
        {
            Diagnostics = settings.Promote(found),
            SnippetsRun = cases.Count(static c => c.Runs > 0),
            Verification = new(cases)
            {
                Scope = Scope(chosen.Value.Length, plan.Sessions.Length), Spreads = spreads, Repeats = request.Repeat,
                Seeds = request.Seeds > 1 ? [.. Enumerable.Range(0, request.Seeds).Select(by => unchecked(book.Facts.Seed + by))] : [],
            },
        });
    }

    private async Task<Outcome<ImmutableArray<LessonSession>>> ChooseAsync(Content.Book.CourseBook book, ImmutableArray<LessonSession> all, CancellationToken cancellation)
    {
        var changed = request.ChangedSince is { } revision
            ? await new ChangeScope(settings.Root, Places.EngineRoot).ChooseAsync(book, all, revision, cancellation)
            : new(all, []);
        return request.Shard is { } shard
            ? changed with { Value = shard.Of(changed.Value, SessionWeight.Of, static s => s.Session.Name) }
            : changed;
    }

    private async Task<(ImmutableArray<SnippetCase> Cases, IEnumerable<Diagnostic> More)> ProveAsync(
        SessionProver sessions, ImmutableArray<LessonSession> chosen, ImmutableArray<Diagnostic> found, string? hostFolder, CancellationToken cancellation)
    {
        if (chosen.IsEmpty) return ([], []);
        var again = Enumerable.Repeat(chosen, request.Repeat).SelectMany(static s => s).ToList();
        var proven = await sessions.ProveAsync(
            again,
            new() { Everything = true, Colours = false, HostFolder = hostFolder, StopAfter = request.FailFast ? static p => CaseMaker.Differences(p).Any() : null },
            cancellation);
        var maker = new CaseMaker(settings.Promote(found.AddRange(proven.Diagnostics)), proven.Value, request.Repeat);
        var cases = chosen.SelectMany(maker.Of).ToImmutableArray();
        return (cases, proven.Diagnostics.Concat(cases.SelectMany(CaseMaker.Report)));
    }

    private ImmutableArray<string> Scope(int chosen, int all)
    {
        var scope = ImmutableArray.CreateBuilder<string>();
        if (request.Shard is { } shard) scope.Add($"shard {shard}");
        if (request.ChangedSince is { } revision) scope.Add($"changed since {revision}");
        if (scope.Count > 0) scope.Add(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{chosen} of {all} sessions"));
        if (request.With is { } with) scope.Add($"with {with.Package} {with.Version}");
        return scope.ToImmutable();
    }
}
