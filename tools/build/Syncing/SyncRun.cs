using System.Collections.Immutable;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Content;
using Course.Content.Translation;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.Syncing;

/// <summary>One call of <c>sync</c>: reads the course, shows what does not agree, and writes the lock files of what is accepted.</summary>
/// <param name="root">The course root.</param>
/// <param name="request">What is asked for.</param>
internal sealed class SyncRun(string root, SyncRequest request)
{
    private readonly SyncConsole _console = new(AnsiConsole.Console, root);

    /// <summary>Does it.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        if (request.Fault is { } fault) return await UsageAsync(fault);
        if (request.Interactive && (Console.IsInputRedirected || !AnsiConsole.Profile.Capabilities.Interactive))
            return await UsageAsync("--interactive needs a terminal to ask in. Use --accept with the blocks that you mean.");

        // Of two that accept at once, the second must see what the first has written.
        using var turn = request.Accept || request.Interactive ? await TakeTurnAsync(cancellation) : null;
        var content = new ContentReader().Read(root);
        var (lessons, unknown) = SyncTargets.Find(content.Value, request);
        if (unknown is not null) return await UsageAsync(unknown);

        var broken = Broken(content, lessons);
        foreach (var diagnostic in broken) await SyncConsole.ShowAsync(diagnostic);
        if (broken.Length > 0 || lessons.IsEmpty && content.HasErrors) return ExitCodes.Faults;

        var results = lessons.Select(Sync).ToImmutableArray();
        if (request.Json) Console.WriteLine(SyncJson.Of(results));
        else _console.ShowSummary(results, request);
        foreach (var result in results.Where(static r => r.Failure is not null))
            await Console.Error.WriteLineAsync($"{result.Sync.LockPath} cannot be written: {result.Failure} Give yourself the right to write it.");
        return results.Any(static r => r.Failure is not null) ? ExitCodes.Faults : ExitCodes.Success;
    }

    private SyncResult Sync(LessonSync lesson)
    {
        ImmutableHashSet<BlockPair> accepted = request switch
        {
            { Interactive: true } => _console.Ask(lesson),
            { Accept: true } when !lesson.HasLock && request is { All: false, Targets.IsEmpty: true } => [],
            { Accept: true } => [.. lesson.State.Pairs.Where(p => p.State != BlockState.Current && lesson.Accepts(p, request.All))],
            _ => [],
        };
        var result = new SyncResult(lesson, accepted, null);
        if (request is { Accept: false, Json: false, Interactive: false }) _console.Show(lesson, isNamed: !request.Targets.IsEmpty);
        if (accepted.IsEmpty) return result;
        var agreed = LockUpdate.Accept(lesson.SourceLanguage, lesson.Language, lesson.State.Pairs, accepted.Contains);
        return result with { Failure = LockStore.Write(Path.Combine(root, lesson.LockPath), LockFile.Write(agreed)) };
    }

    /// <summary>Errors in the files that would be compared: what cannot be read for sure must not be accepted.</summary>
    private static ImmutableArray<Diagnostic> Broken(Outcome<Content.Book.CourseBook> content, ImmutableArray<LessonSync> lessons)
    {
        var files = lessons.SelectMany(static l => l.Files).ToHashSet(StringComparer.Ordinal);
        return [.. content.Diagnostics.Where(d => d.Severity == Severity.Error && files.Contains(d.Location.File))];
    }

    private async Task<IDisposable?> TakeTurnAsync(CancellationToken cancellation)
    {
        try
        {
            return await FileTurn.TakeAsync(Places.TurnFor(root), cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Where no lock can be written, one that accepts alone is still as good as with one.
            return null;
        }
    }

    private static async Task<int> UsageAsync(string fault)
    {
        await Console.Error.WriteLineAsync(fault);
        await Console.Error.WriteLineAsync("Run sync --help to see the options.");
        return ExitCodes.Usage;
    }
}

/// <summary>What became of one translation.</summary>
/// <param name="Sync">The translation, as it was before.</param>
/// <param name="Accepted">The blocks that were accepted.</param>
/// <param name="Failure">Why the lock file could not be written, or null.</param>
internal sealed record SyncResult(LessonSync Sync, ImmutableHashSet<BlockPair> Accepted, string? Failure)
{
    /// <summary>The blocks that still do not agree.</summary>
    public IEnumerable<BlockPair> Left => Sync.State.Pairs.Where(p => p.State != BlockState.Current && !(Failure is null && Accepted.Contains(p)));
}
