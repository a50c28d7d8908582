using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Analyzers.Tests.Verification;

/// <summary>Compilations that see TorchSharp and the base library, with no native code loaded.</summary>
internal static class Compilations
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Threading.Tasks;
        global using TorchSharp;
        global using TorchSharp.Modules;
        global using static TorchSharp.torch;
        global using static TorchSharp.torch.nn;
        """;

    public static CSharpParseOptions Parse { get; } = new(LanguageVersion.Latest);

    public static IReadOnlyList<MetadataReference> BaseLibrary { get; } = [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
        .Select(path => MetadataReference.CreateFromFile(path))];

    public static string TorchFile { get; } = typeof(Compilations).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "TorchSharp").Value!;

    public static MetadataReference Torch { get; } = MetadataReference.CreateFromFile(TorchFile);

    private static SyntaxTree UsingsTree { get; } = CSharpSyntaxTree.ParseText(Usings, Parse, "Usings.cs");

    private static CSharpCompilation Template { get; } = CSharpCompilation.Create(
        "Lesson",
        [UsingsTree],
        [.. BaseLibrary, Torch],
        new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>Compiles sources, top-level statements allowed, under the usings that lessons have.</summary>
    public static CSharpCompilation Of(params IEnumerable<string> sources)
    {
        var trees = sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, Parse, i == 0 ? "Test.cs" : $"Test{i}.cs")).ToArray();
        var isProgram = trees.Any(tree => tree.GetCompilationUnitRoot().Members.OfType<Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax>().Any());
        return Template.AddSyntaxTrees(trees)
            .WithOptions(Template.Options.WithOutputKind(isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary));
    }

    /// <summary>Removes TorchSharp.</summary>
    public static CSharpCompilation WithoutTorch(this CSharpCompilation compilation) => compilation.RemoveReferences(Torch);
}
