namespace Course.Snippets.Tests.Execution;

/// <summary>Tests that start hosts do not overlap: they look at what is left afterwards, and time limits want a free core.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessTests : ICollectionFixture<TemporaryFiles>
{
    public const string Name = "processes";
}

/// <summary>A folder for temporary files that no other program on the machine writes to.</summary>
public sealed class TemporaryFiles : IDisposable
{
    private readonly string? _before = Environment.GetEnvironmentVariable("TMPDIR");
    private readonly string _folder = Directory.CreateTempSubdirectory("course-tests-").FullName;

    public TemporaryFiles() => Environment.SetEnvironmentVariable("TMPDIR", _folder);

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("TMPDIR", _before);
        Directory.Delete(_folder, recursive: true);
    }
}
