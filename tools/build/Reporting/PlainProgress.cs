namespace Course.Build.Reporting;

/// <summary>One line a stage and a session, for logs.</summary>
/// <param name="output">Where to write.</param>
internal sealed class PlainProgress(TextWriter output) : IBuildObserver
{
    private readonly Lock _gate = new();

    public void Tell(string line) => Line(line);

    public void Begin(Stage stage, int steps)
    {
    }

    public void Step(Stage stage, string what, TimeSpan time)
    {
        if (stage is Stage.Execute) Line($"  ran {what} in {BuildConsole.Time(time)}");
    }

    public void End(Stage stage, TimeSpan time) => Line($"{stage.ToString().ToLowerInvariant()} {BuildConsole.Time(time)}");

    private void Line(string line)
    {
        lock (_gate) output.WriteLine(line);
    }
}

/// <summary>Says nothing, for <c>--quiet</c> and <c>--json</c>.</summary>
internal sealed class SilentProgress : IBuildObserver
{
    public void Begin(Stage stage, int steps)
    {
    }

    public void Step(Stage stage, string what, TimeSpan time)
    {
    }

    public void End(Stage stage, TimeSpan time)
    {
    }
}
