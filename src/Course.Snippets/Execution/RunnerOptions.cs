namespace Course.Snippets.Execution;

/// <summary>How sessions are run.</summary>
/// <param name="HostPath">Path of snippet-host.dll.</param>
public sealed record RunnerOptions(string HostPath)
{
    /// <summary>Hosts that run at once; each uses one core.</summary>
    public int Parallel { get; init; } = Environment.ProcessorCount;

    /// <summary>Most memory that a host and its child processes may hold together, in bytes.</summary>
    public long MemoryLimit { get; init; } = 4L << 30;

    /// <summary>Most text that one snippet may print, tables included, in characters.</summary>
    public int OutputLimit { get; init; } = 256 * 1024;

    /// <summary>Most tables and figures that one snippet may show.</summary>
    public int ShownLimit { get; init; } = 50;

    /// <summary>Most values that one snippet may record.</summary>
    public int ValueLimit { get; init; } = 500;

    /// <summary>Time that a host may take to get ready. Generous: the first start after a boot reads libtorch from disk.</summary>
    public TimeSpan ReadyLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Time from sending the session to its first snippet.</summary>
    public TimeSpan LoadLimit { get; init; } = TimeSpan.FromSeconds(20);
}
