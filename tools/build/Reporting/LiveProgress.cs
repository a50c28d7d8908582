using System.Collections.Concurrent;
using Spectre.Console;

namespace Course.Build.Reporting;

/// <summary>Progress bars, a line a stage, for a terminal.</summary>
internal static class LiveProgress
{
    /// <summary>Runs a build under progress bars that go away when it is done.</summary>
    public static Task<BuildReport> RunAsync(IAnsiConsole console, Func<IBuildObserver, Task<BuildReport>> build) =>
        console.Progress()
            .AutoClear(true)
            .HideCompleted(false)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new ElapsedTimeColumn(), new SpinnerColumn())
            .StartAsync(context => build(new Observer(console, context)));

    private sealed class Observer(IAnsiConsole console, ProgressContext context) : IBuildObserver
    {
        private readonly ConcurrentDictionary<Stage, ProgressTask> _tasks = new();

        public void Tell(string line) => console.MarkupLine(Markup.Escape(line));

        public void Begin(Stage stage, int steps)
        {
            var task = context.AddTask(Name(stage), autoStart: true, maxValue: Math.Max(steps, 1));
            task.IsIndeterminate = steps == 0;
            _tasks[stage] = task;
        }

        public void Step(Stage stage, string what, TimeSpan time)
        {
            if (!_tasks.TryGetValue(stage, out var task)) return;
            task.Description = $"{Name(stage)} [grey]{Markup.Escape(what)} {BuildConsole.Time(time)}[/]";
            task.Increment(1);

            // A line that stays above the bars: an author wants to know afterwards which session took the time.
            if (stage is Stage.Execute) console.MarkupLine($"[grey]ran[/] {Markup.Escape(what)} [grey]in {BuildConsole.Time(time)}[/]");
        }

        public void End(Stage stage, TimeSpan time)
        {
            if (!_tasks.TryGetValue(stage, out var task)) return;
            task.IsIndeterminate = false;
            task.Value = task.MaxValue;
            task.Description = Name(stage);
            task.StopTask();
        }

        private static string Name(Stage stage) => stage.ToString().ToLowerInvariant().PadRight(8);
    }
}
