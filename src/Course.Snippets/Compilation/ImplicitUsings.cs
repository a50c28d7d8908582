using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Snippets.Compilation;

/// <summary>The namespaces that every lesson has without writing them.</summary>
public static class ImplicitUsings
{
    /// <summary>Their names.</summary>
    public static ImmutableArray<string> Namespaces { get; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading.Tasks",
        "TorchSharp", "Course.Figures",
    ];

    internal static SyntaxTree Tree { get; } = CSharpSyntaxTree.ParseText(
        string.Concat(Namespaces.Select(static n => $"global using {n};\n")), LessonLanguage.Options, "implicit-usings.cs", System.Text.Encoding.UTF8);
}
