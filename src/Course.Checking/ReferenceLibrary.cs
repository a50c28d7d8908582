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
    /// <summary>Takes references, in any order.</summary>
    public ReferenceLibrary(IEnumerable<MetadataReference> references)
    {
        References = [.. references];
        Base = CSharpCompilation.Create("Submission", [], References, new(
            OutputKind.ConsoleApplication,
            nullableContextOptions: NullableContextOptions.Enable,
            allowUnsafe: true,
            concurrentBuild: false,
            metadataImportOptions: MetadataImportOptions.Public,
            specificDiagnosticOptions: ImmutableDictionary<string, ReportDiagnostic>.Empty
                .Add("CS1701", ReportDiagnostic.Suppress)
                .Add("CS1702", ReportDiagnostic.Suppress)));
    }

    /// <summary>The references.</summary>
    public ImmutableArray<MetadataReference> References { get; }

    /// <summary>Whether a namespace is declared in the references, so that a using of it means something.</summary>
    internal bool Declares(string name)
    {
        var space = Base.GlobalNamespace;
        foreach (var part in name.Split('.'))
        {
            if (space.GetNamespaceMembers().FirstOrDefault(each => each.Name == part) is not { } next) return false;
            space = next;
        }

        return true;
    }

    /// <summary>A compilation without code.</summary>
    internal CSharpCompilation Base { get; }

    /// <summary>More references beside these, such as a project's own packages.</summary>
    public ReferenceLibrary With(IEnumerable<MetadataReference> more) => new(References.Concat(more));
}
