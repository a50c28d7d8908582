using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers.Survey;

/// <summary>A folder of C# projects, read as far as the sources alone allow: other packages than TorchSharp are missing.</summary>
internal static class Checkout
{
    private const string Usings = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;
        global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions Parse = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(Checkout).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TorchSharp").Value!),
    ];

    /// <summary>One compilation a project; files outside of all projects make one together, a file with top-level statements one of its own.</summary>
    public static IEnumerable<CSharpCompilation> Compilations(string folder)
    {
        var files = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "obj" or "bin"))
            .Order(StringComparer.Ordinal);
        return files.GroupBy(file => ProjectOf(file, folder)).OrderBy(static group => group.Key, StringComparer.Ordinal).Select(static group => Compilation(group.Key, group));
    }

    /// <summary>A compilation as the IDE sees it before a restore: TorchSharp without the base library, with half of it, and the base library alone.</summary>
    public static IEnumerable<CSharpCompilation> WithReferencesMissing(CSharpCompilation whole)
    {
        var (torch, library) = (References[^1], References[..^1]);
        yield return whole.RemoveReferences(library);
        yield return whole.RemoveReferences(library.Where(static (_, i) => i % 2 == 0));
        yield return whole.RemoveReferences(library.Where(static (_, i) => i % 2 == 1));
        yield return whole.RemoveReferences(torch);
    }

    private static CSharpCompilation Compilation(string project, IEnumerable<string> files)
    {
        var trees = files.Select(static file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), Parse, file)).ToList();
        var isProgram = trees.Any(static tree => tree.GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any());
        return CSharpCompilation.Create(
            project,
            [CSharpSyntaxTree.ParseText(Usings, Parse), .. trees],
            References,
            new(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, concurrentBuild: false));
    }

    private static string ProjectOf(string file, string root)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null && folder.Length >= root.Length; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.EnumerateFiles(folder, "*.csproj").Any()) return folder;
        }

        return root;
    }
}
