using System.Collections.Immutable;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Course.Snippets.Keys;

/// <summary>
/// Code as the sequence of its tokens, which comments and layout do not change. It is the lexer's sequence, not a
/// tree's: code that does not parse has one too, and nothing in it is skipped.
/// </summary>
internal static class CodeTokens
{
    /// <summary>The tokens; preprocessor directives count as one each, since they change what is compiled.</summary>
    public static ImmutableArray<CodeToken> Of(string code)
    {
        var tokens = ImmutableArray.CreateBuilder<CodeToken>();
        foreach (var token in SyntaxFactory.ParseTokens(code, options: LessonLanguage.Options))
        {
            if (token.ContainsDirectives)
            {
                foreach (var trivia in token.LeadingTrivia)
                {
                    if (trivia.IsDirective) tokens.Add(new(trivia.ToString().Trim(), trivia.Span));
                }
            }

            if (!token.IsKind(SyntaxKind.EndOfFileToken)) tokens.Add(new(token.Text, token.Span));
        }

        return tokens.ToImmutable();
    }

    /// <summary>Hash of the tokens' texts. Kinds follow from texts, and their numbers change between compilers.</summary>
    public static string Hash(string code) => ContentHash.OfParts(Of(code).Select(static t => t.Text));
}

/// <summary>A token or directive.</summary>
internal readonly record struct CodeToken(string Text, TextSpan Span);
