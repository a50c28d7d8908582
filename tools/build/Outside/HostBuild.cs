using Course.Diagnostics;
using Course.Snippets.Keys;

namespace Course.Build.Outside;

/// <summary>
/// Builds the snippet host when its sources changed since it was last built. It is not a project reference of the
/// build tool, so that rendering from records needs neither TorchSharp nor its 460 MB of native libraries.
/// </summary>
internal static class HostBuild
{
    /// <summary>Makes sure that the host is built.</summary>
    /// <param name="engine">Versions of everything that the host is built from.</param>
    /// <param name="cancellation">Stops the compiler.</param>
    /// <returns>What went wrong, or null.</returns>
    public static async Task<Diagnostic?> EnsureAsync(EngineVersions engine, CancellationToken cancellation)
    {
        var sources = ContentHash.OfParts(engine.Host, engine.Figures, engine.Packages);
        var stamp = Path.Combine(Places.CacheFolder, "snippet-host.stamp");
        var host = Places.HostFile;
        if (File.Exists(host) && File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == sources) return null;

        // Two builds at once would write to the same folders, so the second waits.
        using var turn = await FileTurn.TakeAsync(Path.Combine(Places.CacheFolder, "snippet-host.lock"), cancellation);
        if (File.Exists(host) && File.Exists(stamp) && await File.ReadAllTextAsync(stamp, cancellation) == sources) return null;
        var project = Path.Combine("tools", "snippet-host");
        var dotnet = await ExternalProgram.RunAsync(
            ExternalProgram.Dotnet,
            ["build", project, "--nologo", "--verbosity", "quiet", "-nodeReuse:false"], Places.EngineRoot, null, cancellation);
        if (!dotnet.Succeeded)
        {
            var error = (dotnet.Output + dotnet.Error).Split('\n').FirstOrDefault(static l => l.Contains("error", StringComparison.Ordinal))?.Trim();
            return BuildFaults.HostUnbuildable.At(
                SourceLocation.WholeFile("tools/snippet-host"),
                $"The process that runs snippets could not be built: {error ?? (dotnet.Started ? "dotnet build failed." : dotnet.Error)}",
                "Run `dotnet build tools/snippet-host` and mend what it says, or build with --frozen.");
        }

        await File.WriteAllTextAsync(stamp, sources, cancellation);
        return null;
    }
}
