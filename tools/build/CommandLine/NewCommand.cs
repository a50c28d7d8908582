using System.Collections.Immutable;
using System.CommandLine;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Build.Scaffolding;
using Course.Content.Book;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.CommandLine;

/// <summary><c>new</c>: makes the files of something new, which build clean as they are.</summary>
internal static class NewCommand
{
    private static readonly Option<string[]> Title = new("--title")
    {
        Description = "A title, as <language>=<words>; once a language. Default: the plan's, else the id's words.",
        HelpName = "language=words",
    };

    private static readonly Option<int?> Number = new("--number")
    {
        Description = "The number that the folder's name begins with. Default: its place in the plan, else the next one.",
        HelpName = "n",
    };

    public static Command Create() => new("new", "Makes a lesson, a track, or a rule's pages in every language. Never overwrites anything.")
    {
        Lesson(), Track(), RulePage(),
    };

    private static ExampleCommand Lesson()
    {
        var id = new Argument<string>("lesson") { HelpName = "lesson", Description = "Id of the lesson, in the plan of course.yaml if there is one." };
        id.CompletionSources.Add(static c => CourseCompletions.Layout(c)?.OpenLessons ?? []);
        var track = new Option<string?>("--track") { Description = "Id of its track. Default: the plan's, or the only one.", HelpName = "id" };
        track.CompletionSources.Add(static c => CourseCompletions.Layout(c)?.Tracks.Select(static t => t.Id) ?? []);
        var source = new Option<string?>("--source") { Description = "The language that holds the code. Default: that of most lessons.", HelpName = "language" };
        source.CompletionSources.Add(static c => CourseCompletions.Layout(c)?.Facts.Languages ?? []);
        var command = new ExampleCommand(
            "lesson", "Makes a lesson: facts, a text in each language, and an exercise. It is a draft until its lesson.yaml says otherwise.",
            ("new lesson masks", "A planned lesson: titles, track and number come from the plan."),
            ("new lesson warm-up --track basics --title en=\"Warm up\" --title ko=\"몸풀기\"", "In a course without a plan."))
        {
            id, track, Title, Number, source, CourseOptions.Root,
        };
        command.SetAction(parsed => Make(parsed, (layout, titles) => LessonScaffold.Plan(
            layout, new(parsed.GetRequiredValue(id), parsed.GetValue(track), titles, parsed.GetValue(Number), parsed.GetValue(source)))));
        return command;
    }

    private static ExampleCommand Track()
    {
        var id = new Argument<string>("track") { HelpName = "track", Description = "Id of the track, in the plan of course.yaml if there is one." };
        id.CompletionSources.Add(static c => CourseCompletions.Layout(c)?.OpenTracks ?? []);
        var command = new ExampleCommand("track", "Makes a track's folder with its track.yaml.", ("new track attention", "A planned track."))
        {
            id, Title, Number, CourseOptions.Root,
        };
        command.SetAction(parsed => Make(parsed, (layout, titles) => TrackScaffold.Plan(layout, parsed.GetRequiredValue(id), titles, parsed.GetValue(Number))));
        return command;
    }

    private static ExampleCommand RulePage()
    {
        var id = new Argument<string>("id") { HelpName = "id", Description = "The rule's id, such as DL1004." };
        var name = new Argument<string>("name") { HelpName = "name", Description = "What its class is called behind the id, such as GradientsNotClipped." };
        var rules = new Option<string?>("--rules") { Description = "The folder of the rules. Default: src/Course.Analyzers/Rules.", HelpName = "folder" };
        var command = new ExampleCommand(
            "rule-page", "Makes the English and the Korean page of an analyzer rule.", ("new rule-page DL1004 NormNotLogged", "Pages for a rule that is to be."))
        {
            id, name, rules,
        };
        command.SetAction(parsed =>
        {
            var folder = Path.GetFullPath(parsed.GetValue(rules) ?? Path.Combine(Places.EngineRoot, "src", "Course.Analyzers", "Rules"));
            return Write(folder, RulePageScaffold.Plan(folder, parsed.GetRequiredValue(id), parsed.GetRequiredValue(name)), "Fill them in; the rules' tests hold headings and code to be the same in both.");
        });
        return command;
    }

    private static int Make(ParseResult parsed, Func<CourseLayout, LocalizedText, Outcome<ImmutableArray<NewFile>>> plan)
    {
        if (CourseOptions.Settings(parsed) is not { } settings) return ExitCodes.Usage;
        var layout = CourseLayout.Of(settings.Root);
        var titles = Titles.Read(parsed.GetValue(Title) ?? [], layout.Value.Facts.Languages);
        ImmutableArray<Diagnostic> found = [.. layout.Diagnostics, .. titles.Diagnostics];
        return Write(
            settings.Root, found.IsEmpty ? plan(layout.Value, titles.Value) : new([], found),
            $"It builds as it is. Write, then run `{HelpWithExamples.Program} --drafts` to see it.");
    }

    private static int Write(string root, Outcome<ImmutableArray<NewFile>> planned, string next)
    {
        var found = planned.HasErrors ? planned.Diagnostics : NewFiles.Write(root, planned.Value);
        if (!found.IsEmpty)
        {
            new BuildConsole(AnsiConsole.Console, Verbosity.Normal, root).ShowDiagnostics(found);
            return ExitCodes.Faults;
        }

        foreach (var file in planned.Value) Console.WriteLine(Path.GetRelativePath(Directory.GetCurrentDirectory(), Path.Combine(root, file.Path)));
        Console.WriteLine(next);
        return ExitCodes.Success;
    }
}
