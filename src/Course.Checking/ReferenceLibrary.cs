using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Checking;

/// <summary>
/// What learners' code is compiled against, given by the host: metadata of the base library and of TorchSharp. None of it is
/// loaded as code. Made once and shared: the symbols of the references are then made once too.
/// </summary>
public sealed class ReferenceLibrary
{
    private Prepared? _last;

    /// <summary>Takes references, in any order.</summary>
    public ReferenceLibrary(IEnumerable<MetadataReference> references)
    {
        References = [.. references];
        Base = CSharpCompilation.Create("Submission", [], References, new(
            OutputKind.ConsoleApplication,
            // Types are written with their question marks in messages; that a value may be null is left to the reader's own compiler.
            nullableContextOptions: NullableContextOptions.Annotations,
            concurrentBuild: false,
            metadataImportOptions: MetadataImportOptions.Public,
            specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty
                .Add("CS1701", ReportDiagnostic.Suppress)
                .Add("CS1702", ReportDiagnostic.Suppress)));
    }

    /// <summary>The references.</summary>
    public ImmutableArray<MetadataReference> References { get; }

    /// <summary>A compilation without code.</summary>
    internal CSharpCompilation Base { get; }

    /// <summary>A compilation with no code but usings that every text has, of what the references declare.</summary>
    internal CSharpCompilation With(ImmutableArray<string> usings, CSharpParseOptions parse)
    {
        // Hosts check again and again with the same usings.
        if (_last is { } last && last.Usings.SequenceEqual(usings)) return last.Compilation;
        var text = string.Concat(usings.Where(Declares).Select(static name => $"global using global::{name};\n"));
        var made = new Prepared(usings, Base.AddSyntaxTrees(CSharpSyntaxTree.ParseText(text, parse)));
        _last = made;
        return made.Compilation;
    }

    /// <summary>More references beside these, such as a project's own packages.</summary>
    public ReferenceLibrary With(IEnumerable<MetadataReference> more) => new(References.Concat(more));

    /// <summary>Whether a namespace is declared in the references, so that a using of it means something.</summary>
    private bool Declares(string name)
    {
        var space = Base.GlobalNamespace;
        foreach (var part in name.Split('.'))
        {
            // By name: to list what there is would make the symbols of every namespace of every reference.
            if (space.GetMembers(part).OfType<INamespaceSymbol>().FirstOrDefault() is not { } next) return false;
            space = next;
        }

        return true;
    }

    private sealed record Prepared(ImmutableArray<string> Usings, CSharpCompilation Compilation);
}
