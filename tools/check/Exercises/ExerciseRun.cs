using Course.Check.CommandLine;
using Course.Check.Input;
using Course.Check.Output;
using Course.Checking.Exercises;
using Spectre.Console;

namespace Course.Check.Exercises;

/// <summary><c>--exercise</c>: says whether code does what an exercise asks.</summary>
internal static class ExerciseRun
{
    public static async Task<int> RunAsync(CheckSettings settings, CheckInput input, UnitChecker checker, CancellationToken cancellation)
    {
        var words = new Words(settings.Language);
        if (ExerciseCatalogue.Find(settings.Exercise!) is not { } check)
        {
            Console.Error.WriteLine(words.UnknownExercise(settings.Exercise!, ExerciseCatalogue.All.Select(static each => each.Check.Id)));
            return ExitCodes.Usage;
        }

        if (input.Units.Length + input.Unread.Length != 1)
        {
            Console.Error.WriteLine(words.OneProgram);
            return ExitCodes.Usage;
        }

        var screen = Screen.Standard();
        var refused = input.Unread.FirstOrDefault();
        var report = refused is null ? await checker.CheckAsync(input.Units[0], new(settings.Language) { CourseProfile = true }, cancellation).ConfigureAwait(false) : null;
        if (report?.Refusal is { } refusal) refused = new($"{refusal.File}:{refusal.Line}", refusal.Message(settings.Language));
        if (refused is not null)
        {
            screen.Paragraph(0, $"[red]✗[/] [bold]{Markup.Escape(refused.File)}[/]  ", refused.Reason);
            return ExitCodes.Refused;
        }

        var review = ExerciseReview.Of(new(check.Id, check.Absent, check.Present), report!, settings.Language);
        Show(screen, words, check.Id, review, input.Units[0]);
        return review.IsDone ? ExitCodes.Success : ExitCodes.Findings;
    }

    private static void Show(Screen screen, Words words, string id, ExerciseReview review, CheckUnit unit)
    {
        screen.Line($"[bold]{Markup.Escape(words.Exercise(id))}[/]: {(review.IsDone ? $"[green]{words.Done}[/]" : $"[yellow]{words.NotDone}[/]")}");
        screen.Line();
        foreach (var demand in review.Demands)
        {
            screen.Paragraph(2, demand.IsMet ? "[green]✓[/] " : "[red]✗[/] ", demand.Words, demand.IsMet ? "default" : "bold");
            if (demand.IsMet || demand.Finding is not { } finding) continue;
            screen.Line();
            foreach (var line in Excerpt.Of(unit.Texts.First(text => text.Name == finding.Place.File).Text, finding.Place))
                screen.Line($"    [grey]{line.Number,5} │[/] [{(line.IsMark ? "red" : "default")}]{Markup.Escape(line.Text)}[/]");
            screen.Line();
            if (finding.Why.Length > 0) screen.Paragraph(4, "", finding.Why, "grey");
        }
    }
}
