using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Outside;

/// <summary>The npm packages of site/: installed from the lock file, and again whenever it changed.</summary>
/// <param name="siteFolder">The engine's site/ folder, which holds package-lock.json.</param>
internal sealed class NodePackages(string siteFolder)
{
    /// <summary>Installs what the lock file says unless it is there already.</summary>
    /// <param name="place">Where a fault is reported.</param>
    /// <param name="cancellation">Stops npm.</param>
    /// <returns>What went wrong, or null.</returns>
    public async Task<Diagnostic?> RestoreAsync(SourceLocation place, CancellationToken cancellation)
    {
        if (await AreThereAsync(cancellation)) return null;

        // Two builds that install into one folder would undo each other's work.
        using var turn = await FileTurn.TakeAsync(Path.Combine(Places.CacheFolder, "npm.lock"), cancellation);
        if (await AreThereAsync(cancellation)) return null;
        var npm = await ExternalProgram.RunAsync("npm", ["ci", "--no-audit", "--no-fund"], siteFolder, null, cancellation);
        if (!npm.Started) return Missing(place);
        if (!npm.Succeeded)
        {
            return SiteFaults.NodeFailed.At(
                place, $"The packages of site/package-lock.json could not be installed: {LastLine(npm.Error)}", "Run `npm ci` in site/ and mend what it says.");
        }

        await File.WriteAllTextAsync(Stamp, await LockHashAsync(cancellation), cancellation);
        return null;
    }

    /// <summary>Says that Node is not there.</summary>
    public static Diagnostic Missing(SourceLocation place) => SiteFaults.NodeFailed.At(
        place, "Formulas are typeset and scripts are bundled with Node, and Node was not found.", "Install Node 20 or newer, so that `node` and `npm` can be called.");

    /// <summary>The last line that says anything.</summary>
    public static string LastLine(string text) => text.Trim().Split('\n').LastOrDefault(static l => l.Trim().Length > 0)?.Trim() ?? "no message";

    private string Stamp => Path.Combine(siteFolder, "node_modules", ".restored-from");

    private async Task<bool> AreThereAsync(CancellationToken cancellation) =>
        File.Exists(Stamp) && await File.ReadAllTextAsync(Stamp, cancellation) == await LockHashAsync(cancellation);

    private async Task<string> LockHashAsync(CancellationToken cancellation) =>
        ContentHash.Of(await File.ReadAllTextAsync(Path.Combine(siteFolder, "package-lock.json"), cancellation));
}
