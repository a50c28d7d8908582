using System.Collections.Immutable;
using Course.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Diagnostic = Course.Diagnostics.Diagnostic;

namespace Course.Snippets.Compilation;

/// <summary>What is C# and yet cannot stand in a snippet, because its program is shared with other snippets.</summary>
internal static class SessionRules
{
    /// <summary>
    /// Whether a directive may stand in a snippet: those that belong to one place may; those that change line
    /// numbers, references or which lines exist may not.
    /// </summary>
    public static bool Allows(DirectiveTriviaSyntax directive) => directive.Kind() is
        SyntaxKind.RegionDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia or
        SyntaxKind.PragmaWarningDirectiveTrivia or SyntaxKind.NullableDirectiveTrivia or
        SyntaxKind.ErrorDirectiveTrivia or SyntaxKind.WarningDirectiveTrivia or
        // What is no directive at all is the compiler's to report.
        SyntaxKind.BadDirectiveTrivia;

    /// <summary>Checks one snippet.</summary>
    public static ImmutableArray<Diagnostic> Check(ParsedSnippet parsed)
    {
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        Directives(parsed, found);
        Declarations(parsed, found);
        Jumps(parsed, found);
        return found.ToImmutable();
    }

    private static void Directives(ParsedSnippet parsed, ImmutableArray<Diagnostic>.Builder found)
    {
        foreach (var directive in parsed.Directives.Where(static d => !Allows(d)))
        {
            var name = "#" + directive.DirectiveNameToken.Text;
            var (why, remedy) = directive.Kind() switch
            {
                SyntaxKind.LineDirectiveTrivia or SyntaxKind.LineSpanDirectiveTrivia or SyntaxKind.PragmaChecksumDirectiveTrivia =>
                    ("it would make errors point at wrong lines", "Delete the directive; lines are mapped to the lesson already."),
                SyntaxKind.ReferenceDirectiveTrivia or SyntaxKind.LoadDirectiveTrivia or SyntaxKind.IgnoredDirectiveTrivia =>
                    ("sessions are compiled against the course's own packages only", "Delete the directive; use include= for code from a file."),
                SyntaxKind.ShebangDirectiveTrivia =>
                    ("a snippet is no script file", "Delete the line."),
                _ => ("what a page shows must be what is compiled", "Delete the directive and the lines that it would leave out."),
            };
            found.Add(SnippetFaults.RefusedDirective.At(
                At(parsed, TextSpan.FromBounds(directive.SpanStart, directive.DirectiveNameToken.Span.End)),
                $"The directive {name} is not allowed in a snippet: {why}.", remedy));
        }
    }

    private static void Declarations(ParsedSnippet parsed, ImmutableArray<Diagnostic>.Builder found)
    {
        void Refuse(TextSpan span, string what, string remedy) => found.Add(SnippetFaults.RefusedConstruct.At(At(parsed, span), what, remedy));

        foreach (var alias in parsed.Root.Externs)
            Refuse(alias.Span, "An extern alias needs a reference with that alias, and lessons have none.", "Delete the extern alias.");
        foreach (var attributes in parsed.Root.AttributeLists)
            Refuse(attributes.Span, "An attribute of the assembly would apply to every snippet of the session.", "Delete the attribute, or put the code in the exercise's project.");
        foreach (var directive in parsed.Usings.Where(static u => u.GlobalKeyword.RawKind != 0))
            Refuse(directive.GlobalKeyword.Span, "A snippet's usings serve the whole session already; `global` has no meaning here.", "Write `using` without `global`.");
        foreach (var scope in parsed.Root.Members.OfType<FileScopedNamespaceDeclarationSyntax>())
            Refuse(TextSpan.FromBounds(scope.SpanStart, scope.SemicolonToken.Span.End), "A namespace without braces would hold all later snippets of the session as well.", "Give the namespace braces, or leave it out.");
    }

    private static void Jumps(ParsedSnippet parsed, ImmutableArray<Diagnostic>.Builder found)
    {
        var statements = parsed.Root.Members.OfType<GlobalStatementSyntax>()
            .SelectMany(static m => m.DescendantNodes(static n => n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax)));
        HashSet<string>? labels = null;
        foreach (var statement in statements)
        {
            if (statement is ReturnStatementSyntax)
            {
                found.Add(SnippetFaults.LeavesSnippet.At(
                    At(parsed, statement.Span),
                    "A `return` here ends the whole session: the rest of it would never run, and its outputs would be missing.",
                    "Use if/else, or move the code into a local function and return from that."));
            }
            else if (statement is GotoStatementSyntax { RawKind: (int)SyntaxKind.GotoStatement, Expression: IdentifierNameSyntax target })
            {
                labels ??= [.. parsed.Root.DescendantNodes().OfType<LabeledStatementSyntax>().Select(static l => l.Identifier.ValueText)];
                if (labels.Contains(target.Identifier.ValueText)) continue;
                found.Add(SnippetFaults.LeavesSnippet.At(
                    At(parsed, statement.Span),
                    $"The label `{target.Identifier.Text}` is not in this snippet: a jump to another snippet would give its outputs to the wrong one.",
                    "Keep the label and the jump in one snippet."));
            }
        }
    }

    private static SourceLocation At(ParsedSnippet parsed, TextSpan span) => new SnippetPlace(parsed.Snippet, span).InFile;
}
