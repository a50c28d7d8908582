using System.Collections.Immutable;
using System.Text;
using Course.Content.Snippets;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Course.Snippets.Compilation;

/// <summary>
/// A snippet parsed by itself. Only a snippet that is sound alone joins the session's program: thus an unclosed
/// brace, string or comment is reported where it stands, and cannot swallow the snippets after it.
/// </summary>
internal sealed class ParsedSnippet
{
    // Types before statements: sessions put types last, so the order within a snippet is the author's choice.
    private const string StatementsAfterTypes = "CS8803";

    private ParsedSnippet(Snippet snippet)
    {
        Snippet = snippet;
        var tree = CSharpSyntaxTree.ParseText(snippet.Code, LessonLanguage.Options);
        Root = tree.GetCompilationUnitRoot();
        SyntaxErrors = [.. tree.GetDiagnostics().Where(static d => d.Severity == DiagnosticSeverity.Error && d.Id != StatementsAfterTypes)];
        Directives = Root.ContainsDirectives
            ? [.. Root.DescendantTrivia().Where(static t => t.IsDirective).Select(static t => (DirectiveTriviaSyntax)t.GetStructure()!)]
            : [];
        Refusals = SessionRules.Check(this);
        if (!Refusals.IsEmpty && Directives.Length > 0)
        {
            // A refused directive often draws a syntax error as well; one message at one place is enough.
            var refused = Directives.Where(static d => !SessionRules.Allows(d)).Select(static d => d.FullSpan).ToArray();
            SyntaxErrors = SyntaxErrors.RemoveAll(e => refused.Any(r => r.Contains(e.Location.SourceSpan.Start)));
        }
    }

    /// <summary>What was parsed.</summary>
    public Snippet Snippet { get; }

    /// <summary>Its tree.</summary>
    public CompilationUnitSyntax Root { get; }

    /// <summary>Its preprocessor directives.</summary>
    public ImmutableArray<DirectiveTriviaSyntax> Directives { get; }

    /// <summary>What the compiler says of its syntax alone.</summary>
    public ImmutableArray<Diagnostic> SyntaxErrors { get; }

    /// <summary>What a session cannot hold although C# could.</summary>
    public ImmutableArray<Course.Diagnostics.Diagnostic> Refusals { get; }

    /// <summary>Whether it can be joined with others.</summary>
    public bool IsSound => SyntaxErrors.IsEmpty && Refusals.IsEmpty;

    /// <summary>Its using directives that serve the whole session.</summary>
    public IEnumerable<UsingDirectiveSyntax> Usings => Root.Usings;

    /// <summary>Whether it declares types or namespaces.</summary>
    public bool HasTypes => Root.Members.Any(static m => m is not GlobalStatementSyntax);

    /// <summary>Parses a snippet.</summary>
    public static ParsedSnippet Parse(Snippet snippet) => new(snippet);

    /// <summary>
    /// The code with everything but its statements and comments blanked out. Blanks, and no cutting: every
    /// character keeps its line and column, so that no further map is needed.
    /// </summary>
    public string StatementsOnly()
    {
        if (!HasTypes && Root.Usings.Count == 0 && Directives.IsEmpty) return Snippet.Code;
        var text = new StringBuilder(Snippet.Code);
        foreach (var directive in Root.Usings) Blank(text, directive.Span);
        foreach (var type in Root.Members.Where(static m => m is not GlobalStatementSyntax)) Blank(text, type.Span);
        BlankRegions(text);
        return text.ToString();
    }

    /// <summary>The code with everything but its types, namespaces and directives blanked out.</summary>
    public string TypesOnly()
    {
        var text = new StringBuilder(Snippet.Code);
        var kept = Root.Members.Where(static m => m is not GlobalStatementSyntax).Select(static m => m.Span)
            .Concat(Directives.Select(static d => d.Span))
            .OrderBy(static s => s.Start);
        var end = 0;
        foreach (var span in kept)
        {
            if (span.Start > end) Blank(text, TextSpan.FromBounds(end, span.Start));
            end = Math.Max(end, span.End);
        }

        Blank(text, TextSpan.FromBounds(end, text.Length));
        BlankRegions(text);
        return text.ToString();
    }

    // Regions mean nothing to the compiler, but a pair whose halves go to different parts would not balance.
    private void BlankRegions(StringBuilder text)
    {
        foreach (var directive in Directives)
        {
            if (directive.Kind() is SyntaxKind.RegionDirectiveTrivia or SyntaxKind.EndRegionDirectiveTrivia) Blank(text, directive.Span);
        }
    }

    private static void Blank(StringBuilder text, TextSpan span)
    {
        for (var i = span.Start; i < span.End; i++)
        {
            if (!SyntaxFacts.IsNewLine(text[i])) text[i] = ' ';
        }
    }
}
