using Course.Content.Snippets;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Snippets.Compilation;

/// <summary>
/// Names that a session lacks because the snippet that declares them is not part of its run. They turn a bare
/// "does not exist" into the reason, or, where that reason is reported already, into silence.
/// </summary>
internal sealed class MissingNames
{
    private readonly HashSet<string> _inUnsound = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _reasons = new(StringComparer.Ordinal);

    public MissingNames(IEnumerable<ParsedSnippet> snippets)
    {
        foreach (var parsed in snippets)
        {
            var snippet = parsed.Snippet;
            if (snippet.Mode != SnippetMode.Ignore && snippet.Fails.IsDefaultOrEmpty && !parsed.IsSound)
            {
                LeavesSnippetsOut = true;
                _inUnsound.UnionWith(parsed.Root.DescendantTokens(descendIntoTrivia: true)
                    .Where(static t => t.IsKind(SyntaxKind.IdentifierToken)).Select(static t => t.ValueText));
            }
            else if (!snippet.Runs || snippet.Throws is not null)
            {
                var reason = snippet switch
                {
                    { Throws: not null } => $"snippet `{snippet.Id}` declares it, but with throws= its variables end where it throws",
                    { Mode: SnippetMode.Ignore } => $"snippet `{snippet.Id}` declares it, but is ignored",
                    { Mode: SnippetMode.NoRun } => $"snippet `{snippet.Id}` declares it, but is no-run and so no part of the session's run",
                    _ => $"snippet `{snippet.Id}` declares it, but with fails= it is no part of the session's run",
                };
                foreach (var name in DeclaredIn(parsed, topLevelOnly: snippet.Throws is not null)) _reasons.TryAdd(name, reason);
            }
        }
    }

    /// <summary>Whether a snippet is left out for errors of its own; what others do not use any more may be used by it.</summary>
    public bool LeavesSnippetsOut { get; }

    /// <summary>Whether an error only follows from a snippet that was left out with errors of its own.</summary>
    public bool Explain(Diagnostic error) => IsMissingName(error) && _inUnsound.Contains(NameAt(error));

    /// <summary>Why a name is missing, or null when no snippet declares it.</summary>
    public string? ReasonFor(Diagnostic error) => IsMissingName(error) ? _reasons.GetValueOrDefault(NameAt(error)) : null;

    private static bool IsMissingName(Diagnostic error) => error.Id is "CS0103" or "CS0246" or "CS0841" or "CS0234";

    private static string NameAt(Diagnostic error)
    {
        var tree = error.Location.SourceTree;
        return tree is null ? "" : tree.GetRoot().FindToken(error.Location.SourceSpan.Start).ValueText;
    }

    private static IEnumerable<string> DeclaredIn(ParsedSnippet parsed, bool topLevelOnly) => parsed.Root
        .DescendantNodes(n => !topLevelOnly || n is not BaseTypeDeclarationSyntax)
        .Select(static node => node switch
        {
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
            _ => "",
        })
        .Where(static name => name.Length > 0);
}
