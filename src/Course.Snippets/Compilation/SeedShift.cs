using System.Globalization;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Snippets.Compilation;

/// <summary>
/// Gives a session other seeds, also where its code sets them itself (<c>manual_seed(42)</c>, <c>new Random(7)</c>), as lessons do
/// so that readers get the page's numbers. Lines stay where they are.
/// </summary>
public static class SeedShift
{
    /// <summary>The same session with every seed moved by an amount.</summary>
    public static SessionSource WithSeedsMoved(this SessionSource session, int by) => session with
    {
        Seed = unchecked(session.Seed + by),
        Snippets = [.. session.Snippets.Select(s => s.Runs ? s with { Code = Moved(s.Code, by) } : s)],
    };

    private static string Moved(string code, int by)
    {
        var root = CSharpSyntaxTree.ParseText(code, LessonLanguage.Options.WithKind(SourceCodeKind.Script)).GetRoot();
        var seeds = root.DescendantNodes().Select(SeedOf).OfType<ExpressionSyntax>();
        var added = string.Create(CultureInfo.InvariantCulture, $") + {by}");

        // From the end, so that what is put in moves no place that is still to come: one seed may stand within another.
        foreach (var (at, text) in seeds.SelectMany(s => new[] { (s.SpanStart, "("), (s.Span.End, added) }).OrderByDescending(static i => i.Item1))
        {
            code = code.Insert(at, text);
        }

        return code;
    }

    /// <summary>The expression that a call takes as its seed, or null where a node is no such call.</summary>
    private static ExpressionSyntax? SeedOf(SyntaxNode node) => node switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: [var seed] } call when NameOf(call.Expression) == "manual_seed" => seed.Expression,
        ObjectCreationExpressionSyntax { ArgumentList.Arguments: [var seed] } creation when NameOf(creation.Type) == "Random" => seed.Expression,
        _ => null,
    };

    private static string? NameOf(ExpressionSyntax expression) => expression switch
    {
        SimpleNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        _ => null,
    };
}
