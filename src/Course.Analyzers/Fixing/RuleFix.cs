using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>
/// How findings of one rule are mended: a function from a finding to text edits, which needs no workspace, so that the IDE, the
/// terminal and the page offer the same fix.
/// </summary>
public abstract class RuleFix
{
    private protected RuleFix(string id) => Id = id;

    /// <summary>The id of the rule.</summary>
    public string Id { get; }

    /// <summary>What the edits do, as the light bulb says it.</summary>
    public abstract Wording Title { get; }

    /// <summary>The edits that mend a finding; default where it cannot be mended by machine.</summary>
    /// <param name="diagnostic">The finding.</param>
    /// <param name="root">The root of the tree that it is in.</param>
    /// <param name="text">The text of that tree.</param>
    public abstract ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text);
}
