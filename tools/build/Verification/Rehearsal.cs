using System.Text.RegularExpressions;
using System.Xml.Linq;
using Course.Build.Outside;
using Course.Diagnostics;

namespace Course.Build.Verification;

/// <summary>A snippet host built from a copy of its sources with another version of a package. The copy goes when this is disposed; the project is not touched.</summary>
internal sealed partial class Rehearsal : IDisposable
{
    private const string Versions = "Directory.Packages.props";

    /// <summary>What a host is built from.</summary>
    private static readonly string[] Sources =
        ["tools/snippet-host", "src/Course.Figures", "src/Course.Snippets/Execution/HostProtocol.cs", "Directory.Build.props", Versions, "global.json", ".editorconfig"];

    private readonly string _folder = Directory.CreateTempSubdirectory("course-rehearsal-").FullName;

    /// <summary>Where the host lies.</summary>
    public string HostFolder => Path.Combine(_folder, "artifacts", "bin", "snippet-host", "debug");

    /// <summary>Why there is no such host, or null.</summary>
    public Diagnostic? Problem { get; private set; }

    /// <summary>Copies, changes the version, restores and builds.</summary>
    public static async Task<Rehearsal> PrepareAsync(PackageVersion with, CancellationToken cancellation)
    {
        var rehearsal = new Rehearsal();
        try
        {
            rehearsal.Copy();
            rehearsal.Problem = rehearsal.SetVersion(with) ?? await rehearsal.BuildAsync(with, cancellation);
            return rehearsal;
        }
        catch (Exception e)
        {
            rehearsal.Dispose();
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            rehearsal.Problem = Fault($"The scratch copy cannot be made: {e.Message}", "Make room in the folder for temporary files.");
            return rehearsal;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        if (Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private void Copy()
    {
        foreach (var source in Sources.Select(static s => Path.Combine(Places.EngineRoot, s)))
        {
            foreach (var file in Directory.Exists(source) ? Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories) : [source])
            {
                // A lock file would hold the very version that is to change.
                var path = Path.GetRelativePath(Places.EngineRoot, file);
                if (!File.Exists(file) || Path.GetFileName(path) == "packages.lock.json" || path.Split(Path.DirectorySeparatorChar).Any(static p => p is "bin" or "obj")) continue;
                var target = Path.Combine(_folder, path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    private Diagnostic? SetVersion(PackageVersion with)
    {
        var file = Path.Combine(_folder, Versions);
        var document = XDocument.Load(file);
        var packages = document.Descendants("PackageVersion").ToDictionary(static p => p.Attribute("Include")!.Value, StringComparer.OrdinalIgnoreCase);
        // The course says TorchSharp; the package that carries it for a CPU has a longer name.
        if (!packages.TryGetValue(with.Package, out var package) && !packages.TryGetValue(with.Package + "-cpu", out package))
        {
            return Fault(
                $"The project has no package {with.Package}.{Content.Spelling.NearMiss.Hint(with.Package, packages.Keys.Append("TorchSharp"))}",
                $"Name a package of {Versions}, such as TorchSharp.");
        }

        package.SetAttributeValue("Version", with.Version);
        document.Save(file);
        return null;
    }

    private async Task<Diagnostic?> BuildAsync(PackageVersion with, CancellationToken cancellation)
    {
        var built = await ExternalProgram.RunAsync(
            ExternalProgram.Dotnet,
            ["build", Path.Combine("tools", "snippet-host"), "--nologo", "--verbosity", "quiet", "-nodeReuse:false", "-p:RestoreLockedMode=false"], _folder, null, cancellation);
        if (built.Succeeded) return null;
        // NuGet says in a second line which versions there are.
        var lines = ErrorLine().Matches(built.Output + built.Error).Select(static m => m.Groups["words"].Value.Trim()).Distinct(StringComparer.Ordinal).Take(2).ToList();
        var error = lines.Count > 0 ? string.Join(" ", lines.Select((line, i) => i == 0 ? line : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim())) : built.Error.Trim();
        return error.StartsWith("NU", StringComparison.Ordinal)
            ? Fault($"{with.Package} {with.Version} cannot be restored: {error}", "Name a version that the package source has.")
            : Fault($"The snippet host cannot be built with {with.Package} {with.Version}: {error}", "Adapt tools/snippet-host to that version, or name another.");
    }

    private static Diagnostic Fault(string message, string remedy) =>
        VerificationFaults.NoSuchVersion.At(SourceLocation.WholeFile("tools/snippet-host/snippet-host.csproj"), message, remedy);

    /// <summary>Ids and words of errors, without the paths of the scratch copy around them.</summary>
    [GeneratedRegex(@"error (?<words>(?:NU|CS|MSB|NETSDK)[0-9]+:.*?)(?: \[[^\[\]]*\.csproj\])?\r?$", RegexOptions.CultureInvariant | RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}
