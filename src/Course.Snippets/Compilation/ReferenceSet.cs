using System.Collections.Immutable;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;
using Course.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Snippets.Compilation;

/// <summary>
/// The libraries that every session is compiled against, read once: .NET's reference assemblies and the managed
/// libraries beside the snippet host. All sessions share them, so that a compilation costs its own code only.
/// </summary>
public sealed class ReferenceSet
{
    private readonly Lazy<string> _fingerprint;

    private ReferenceSet(ImmutableArray<PortableExecutableReference> references)
    {
        References = references;
        _fingerprint = new(() => ContentHash.OfParts(references.Select(VersionOf)));

        // Compilations that are derived from one another with the same name and references share the symbols of
        // the references: binding starts with TorchSharp's symbols already made.
        Base = CSharpCompilation.Create("Lesson", [ImplicitUsings.Tree], references, Options);
    }

    /// <summary>The references, framework first, each group by file name.</summary>
    public ImmutableArray<PortableExecutableReference> References { get; }

    /// <summary>Hash of the names and module version ids of all references; the same wherever the same files lie.</summary>
    public string Fingerprint => _fingerprint.Value;

    /// <summary>An empty session's compilation.</summary>
    internal CSharpCompilation Base { get; }


    /// <summary>
    /// Unoptimised: the just-in-time compiler moves the checks of optimised code apart, and an exception then names
    /// another line than its own, even another snippet's. What a lesson computes, libtorch computes; its C# is glue.
    /// CS1701 and CS1702 are version unifications that the SDK silences too; CS8321 is a local function that a
    /// lesson shows without calling it.
    /// </summary>
    private static CSharpCompilationOptions Options { get; } = new(
        OutputKind.ConsoleApplication,
        optimizationLevel: OptimizationLevel.Debug,
        nullableContextOptions: NullableContextOptions.Enable,
        warningLevel: 9999,
        deterministic: true,
        concurrentBuild: false,
        specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty
            .Add("CS1701", ReportDiagnostic.Suppress)
            .Add("CS1702", ReportDiagnostic.Suppress)
            .Add("CS8321", ReportDiagnostic.Suppress));

    /// <summary>Reads the references.</summary>
    /// <param name="hostFolder">Folder of the built snippet host.</param>
    /// <returns>The set, or null with a diagnostic when the host was not built there.</returns>
    public static Outcome<ReferenceSet?> Load(string hostFolder)
    {
        foreach (var needed in (ReadOnlySpan<string>)["Course.Figures.dll", "TorchSharp.dll"])
        {
            if (File.Exists(Path.Combine(hostFolder, needed))) continue;
            return new(null, [SnippetFaults.MissingReference.At(
                SourceLocation.WholeFile("tools/snippet-host"),
                $"{needed} is not beside the snippet host, so no snippet can be compiled.",
                "Build the host: dotnet build tools/snippet-host")]);
        }

        var framework = ManagedLibraries(FrameworkFolder());
        var known = framework.Select(static f => Path.GetFileName(f)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var hosts = Directory.GetFiles(hostFolder, "*.runtimeconfig.json")
            .Select(static f => Path.GetFileName(f).Replace(".runtimeconfig.json", ".dll", StringComparison.Ordinal));
        known.UnionWith(hosts);
        var beside = ManagedLibraries(hostFolder).Where(f => !known.Contains(Path.GetFileName(f)));
        return new(new ReferenceSet([.. framework.Concat(beside).Select(static f => MetadataReference.CreateFromFile(f))]), []);
    }

    /// <summary>
    /// The SDK's reference pack, which holds the public surface only and is small; where only a runtime is
    /// installed, the runtime's own libraries.
    /// </summary>
    private static string FrameworkFolder()
    {
        var runtime = RuntimeEnvironment.GetRuntimeDirectory();
        var major = Environment.Version.Major.ToString(CultureInfo.InvariantCulture);
        var packs = Path.GetFullPath(Path.Combine(runtime, "..", "..", "..", "packs", "Microsoft.NETCore.App.Ref"));
        if (!Directory.Exists(packs)) return runtime;
        return Directory.GetDirectories(packs, major + ".*")
            .Where(static d => Version.TryParse(Path.GetFileName(d), out _))
            .OrderByDescending(static d => Version.Parse(Path.GetFileName(d)))
            .Select(d => Path.Combine(d, "ref", $"net{major}.0"))
            .FirstOrDefault(Directory.Exists) ?? runtime;
    }

    private static ImmutableArray<string> ManagedLibraries(string folder) =>
        [.. Directory.GetFiles(folder, "*.dll").Where(IsManaged).Order(StringComparer.Ordinal)];

    private static bool IsManaged(string file)
    {
        try
        {
            using var reader = new PEReader(File.OpenRead(file));
            return reader.HasMetadata && reader.GetMetadataReader().IsAssembly;
        }
        catch (BadImageFormatException)
        {
            return false;
        }
    }

    private static string VersionOf(PortableExecutableReference reference)
    {
        var module = ((AssemblyMetadata)reference.GetMetadata()).GetModules()[0];
        return $"{module.Name} {module.GetModuleVersionId():N}";
    }
}
