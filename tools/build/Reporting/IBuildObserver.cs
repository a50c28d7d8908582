namespace Course.Build.Reporting;

/// <summary>Watches a build while it goes on. Calls may come from any thread.</summary>
internal interface IBuildObserver
{
    /// <summary>Something that an author wants to know before the work begins, such as what a change reaches.</summary>
    void Tell(string line)
    {
    }

    /// <summary>A stage begins.</summary>
    /// <param name="stage">Which.</param>
    /// <param name="steps">How many steps it has, or 0 where that is not known.</param>
    void Begin(Stage stage, int steps);

    /// <summary>One step of a stage is done.</summary>
    /// <param name="stage">Which stage.</param>
    /// <param name="what">What was done, such as a session's name.</param>
    /// <param name="time">How long it took.</param>
    void Step(Stage stage, string what, TimeSpan time);

    /// <summary>A stage is over.</summary>
    void End(Stage stage, TimeSpan time);
}
