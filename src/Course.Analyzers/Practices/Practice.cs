using System.Collections.Generic;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers;

/// <summary>
/// Something done well. It is said only where the engine proves it: a learner who is praised for what is not there learns to
/// distrust all that is said.
/// </summary>
public abstract class Practice
{
    private protected Practice(string id, string name, Wording message, Wording why, Wording advice)
    {
        (Id, Name, Advice) = (id, name, advice);
#pragma warning disable RS2008 // No release of the analyzers reports these: only hosts that ask for them do.
        Descriptor = new DiagnosticDescriptor(id, message, message, Categories.Practices, DiagnosticSeverity.Info, isEnabledByDefault: true, description: why);
#pragma warning restore RS2008
    }

    /// <summary>The id under which it is reported, <c>WD1001</c>: the number is that of the rule whose opposite it is.</summary>
    public string Id { get; }

    /// <summary>The name by which exercises ask for it, in kebab-case.</summary>
    public string Name { get; }

    /// <summary>What to do where an exercise asks for it and it is not there.</summary>
    public Wording Advice { get; }

    internal DiagnosticDescriptor Descriptor { get; }

    /// <summary>The places in a tree that show it.</summary>
    internal abstract IEnumerable<Location> Find(CodeModel code, SyntaxTree tree);
}
