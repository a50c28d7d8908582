using System.Globalization;
using Course.Build.Outside;
using Course.Diagnostics;

namespace Course.Build.Doctor;

/// <summary>The programs that the build calls.</summary>
internal static class ToolChecks
{
    private const int OldestNode = 20;

    private static string Site => Path.Combine(Places.EngineRoot, "site");

    public static async Task<Finding> SdkAsync(CancellationToken cancellation)
    {
        // In the folder of global.json, which says what versions will do.
        var dotnet = await ExternalProgram.RunAsync("dotnet", ["--version"], Places.EngineRoot, null, cancellation);
        return dotnet.Succeeded ? Finding.Good(".NET SDK", Line(dotnet.Output))
            : Finding.Bad(".NET SDK", dotnet.Started ? "none that global.json accepts" : "not found", "Install the .NET SDK 10, so that `dotnet` can be called.");
    }

    public static async Task<Finding> NodeAsync(CancellationToken cancellation)
    {
        const string remedy = "Install Node 20 or newer, so that `node` and `npm` can be called: it typesets formulas.";
        var node = await ExternalProgram.RunAsync("node", ["--version"], Places.EngineRoot, null, cancellation);
        if (!node.Succeeded) return Finding.Bad("Node", "not found", remedy);
        var version = Line(node.Output);
        return int.TryParse(version.AsSpan().TrimStart('v').ToString().Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) && major >= OldestNode
            ? Finding.Good("Node", version)
            : Finding.Bad("Node", $"{version}, which is too old", remedy);
    }

    public static async Task<Finding> NodePackagesAsync(CancellationToken cancellation)
    {
        var stamp = Path.Combine(Site, "node_modules", ".restored-from");
        var lockFile = Path.Combine(Site, "package-lock.json");
        if (File.Exists(stamp) && File.Exists(lockFile)
            && await File.ReadAllTextAsync(stamp, cancellation) == ContentHash.Of(await File.ReadAllTextAsync(lockFile, cancellation)))
        {
            return Finding.Good("Node packages", "installed as locked");
        }

        var npm = await ExternalProgram.RunAsync("npm", ["--version"], Places.EngineRoot, null, cancellation);
        return npm.Succeeded
            ? Finding.Good("Node packages", $"not installed yet; npm {Line(npm.Output)} does it when a formula is first typeset")
            : Finding.Bad("Node packages", "not installed, and npm was not found", "Install npm, which comes with Node, or run `npm ci` in site/.");
    }

    public static async Task<Finding> GitAsync(string courseFolder, CancellationToken cancellation)
    {
        var git = await ExternalProgram.RunAsync("git", ["--version"], courseFolder, null, cancellation);
        if (!git.Succeeded) return Finding.Limited("git", "not found", "Install git: records name the commit that they were made from.");
        return await Repository.CommitAsync(courseFolder, cancellation) is { } commit
            ? Finding.Good("git", $"{Line(git.Output).Replace("git version ", "", StringComparison.Ordinal)}, at {commit[..10]}")
            : Finding.Limited("git", "the course is in no repository, or has no commit yet", "Run `git init` and commit: records name the commit that they were made from.");
    }

    private static string Line(string output) => output.Trim().Split('\n')[0].Trim();
}
