namespace Course.Snippets.Tests.Execution;

/// <summary>Tests that start hosts do not overlap: they look at what is left afterwards, and time limits want a free core.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public static class ProcessTests
{
    public const string Name = "processes";
}
