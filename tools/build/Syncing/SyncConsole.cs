using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Translation;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.Syncing;

/// <summary>Shows blocks and their changes to people, and asks them.</summary>
/// <param name="console">Where to write.</param>
/// <param name="root">The course root, to which the paths of texts are relative.</param>
internal sealed class SyncConsole(IAnsiConsole console, string root)
{
    private readonly string _prefix = Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.TrimEndingDirectorySeparator(root)).Replace('\\', '/') is not "." and var folder ? folder + "/" : "";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Shows what does not agree in a translation.</summary>
    /// <param name="lesson">The translation.</param>
    /// <param name="isNamed">Whether the lesson was asked for by name.</param>
    public void Show(LessonSync lesson, bool isNamed)
    {
        if (!lesson.HasLock && !isNamed)
        {
            Line($"[bold]{Escape(lesson.Lesson.Facts.Id)}[/] ({lesson.Language}): never accepted. Compare the two texts, then run `sync --accept {Escape(lesson.Lesson.Facts.Id)}`.");
            Line("");
            return;
        }

        foreach (var pair in lesson.Open) Show(lesson, pair);
    }

    /// <summary>Shows one block: the change of the side that leads, and the other side as it stands.</summary>
    public void Show(LessonSync lesson, BlockPair pair)
    {
        var (file, line) = lesson.PlaceOf(pair);
        var colour = pair.State switch { BlockState.Current => "green", _ when pair.ConcernsFacts => "red", _ => "yellow" };
        Line($"[{colour}]{StateWords(lesson, pair)}[/]  [bold]{Escape(lesson.Lesson.Facts.Id)}#{Escape(pair.Address)}[/]  {pair.Kind.ToString().ToLowerInvariant()}  [grey]{Escape(_prefix + file)}:{line.ToString(Culture)}[/]");
        ShowSide(lesson.SourceLanguage, pair.Agreed?.Source, pair.Source?.Text);
        ShowSide(lesson.Language, pair.Agreed?.Translation, pair.Translation?.Text);
        Line("");
    }

    /// <summary>Asks for each block that does not agree whether it is accepted.</summary>
    public ImmutableHashSet<BlockPair> Ask(LessonSync lesson)
    {
        var accepted = ImmutableHashSet.CreateBuilder<BlockPair>();
        foreach (var pair in lesson.Open)
        {
            Show(lesson, pair);
            var answer = console.Prompt(new TextPrompt<char>("Accept it as it stands? [grey](y)es, (n)o, (q)uit[/]")
                .AddChoices(['y', 'n', 'q']).DefaultValue('n').HideChoices());
            if (answer == 'q') break;
            if (answer == 'y') accepted.Add(pair);
        }

        return accepted.ToImmutable();
    }

    /// <summary>Says in a few lines what was done and what is left.</summary>
    public void ShowSummary(ImmutableArray<SyncResult> results, SyncRequest request)
    {
        foreach (var result in results.Where(static r => r.Accepted.Count > 0 && r.Failure is null))
            Line($"[green]accepted[/] {Count(result.Accepted.Count, "block")} in {Escape(_prefix + result.Sync.LockPath)}");
        var never = results.Count(static r => !r.Sync.HasLock && r.Accepted.Count == 0);
        var left = results.Where(static r => r.Sync.HasLock || r.Accepted.Count > 0).SelectMany(static r => r.Left).ToList();
        if (request.Accept && left.Count > 0)
            Line($"{Count(left.Count, "block")} left that changed in one language alone, or that one language lacks: `sync` shows them, and `sync --accept lesson#block` accepts one as it stands.");
        if (!request.Accept || left.Count == 0)
        {
            Line(left.Count == 0
                ? $"{Count(results.Length - never, "translation")} agree{(results.Length - never == 1 ? "s" : "")} with {(results.Length - never == 1 ? "its" : "their")} source."
                : string.Join(", ", left.GroupBy(static p => p.State).OrderBy(static g => g.Key).Select(static g => $"{g.Count().ToString(Culture)} {Words(g.Key)}")) + ".");
        }

        if (never > 0) Line($"{Count(never, "translation")} never accepted.");
    }

    /// <summary>Shows a fault that keeps texts from being compared.</summary>
    public static async Task ShowAsync(Diagnostic diagnostic)
    {
        await Console.Error.WriteLineAsync($"error {diagnostic.Id} {diagnostic.Location}\n  {diagnostic.Message}\n  → {diagnostic.Remedy}");
    }

    private void ShowSide(string language, string? before, string? now)
    {
        if (before is null || now is null || before == now)
        {
            if (now is not null) Line($"    {language}  {Escape(now)}");
            else if (before is not null) Line($"  [red]−[/] {language}  [red]{Escape(before)}[/]");
            return;
        }

        var runs = WordDiff.Between(before, now);
        Line($"  [red]−[/] {language}  {Marked(WordDiff.Side(runs, DiffKind.Removed, int.MaxValue / 4))}");
        Line($"  [green]+[/] {language}  {Marked(WordDiff.Side(runs, DiffKind.Added, int.MaxValue / 4))}");
    }

    /// <summary>A side of a change as markup; without colours the changed words stand in [-…-] and {+…+}, as in git's word diff.</summary>
    private string Marked(ImmutableArray<DiffRun> runs)
    {
        var isColoured = console.Profile.Capabilities.Ansi;
        return string.Concat(runs.Select((run, i) =>
        {
            var words = Escape(string.Concat(run.Tokens.Select((t, j) => (t.AfterBlank && j > 0 ? " " : "") + t.Text)));
            var blank = i > 0 && run.Tokens is [{ AfterBlank: true }, ..] ? " " : "";
            return blank + (run.Kind, isColoured) switch
            {
                (DiffKind.Same, _) => words,
                (DiffKind.Removed, true) => $"[red bold underline]{words}[/]",
                (_, true) => $"[green bold underline]{words}[/]",
                (DiffKind.Removed, _) => $"[[-{words}-]]",
                _ => $"{{+{words}+}}",
            };
        }));
    }

    private static string StateWords(LessonSync lesson, BlockPair pair)
    {
        var kinds = pair.Changes == ChangeKinds.None ? "" : $" ({pair.Changes.ToString().ToLowerInvariant()})";
        return pair.State switch
        {
            BlockState.TranslationBehind => $"{lesson.Language} behind{kinds}",
            BlockState.SourceBehind => $"{lesson.SourceLanguage} behind{kinds}",
            BlockState.Conflict => $"both changed{kinds}",
            BlockState.Missing => pair.Agreed?.Translation is null ? $"missing in {lesson.Language}" : $"removed in {lesson.Language}",
            BlockState.Extra => pair.Agreed?.Source is null ? $"only in {lesson.Language}" : $"removed in {lesson.SourceLanguage}",
            BlockState.New => "not accepted yet",
            _ => "agrees",
        };
    }

    private static string Words(BlockState state) => state switch
    {
        BlockState.TranslationBehind => "behind in the translation",
        BlockState.SourceBehind => "behind in the source",
        BlockState.Conflict => "changed in both",
        BlockState.New => "not accepted yet",
        BlockState.Missing => "missing in the translation",
        _ => "only in the translation",
    };

    private static string Count(int count, string noun) => string.Create(Culture, $"{count} {noun}{(count == 1 ? "" : "s")}");

    private static string Escape(string text) => Markup.Escape(text);

    private void Line(string markup)
    {
        // MarkupLine wraps at the console's width, which would break texts apart in a file.
        if (console.Profile.Capabilities.Ansi) console.MarkupLine(markup);
        else console.Profile.Out.Writer.WriteLine(Markup.Remove(markup));
    }
}
