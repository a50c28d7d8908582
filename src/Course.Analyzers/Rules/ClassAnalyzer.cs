using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers;

/// <summary>A rule about classes: it is shown each that has a part in the file, and says of them what lies there.</summary>
public abstract class ClassAnalyzer : DeepLearningAnalyzer
{
    internal sealed override void Look(RuleContext context, CodeModel code)
    {
        var here = new RuleContext(context.Tree, context.FilterSpan, context.Options, diagnostic => Report(context, diagnostic), context.Cancellation);
        foreach (var part in TreeIndex.Of(context.Tree, context.Cancellation).Types)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            if (part is ClassDeclarationSyntax or RecordDeclarationSyntax && code.SemanticsOf(part).GetDeclaredSymbol(part) is INamedTypeSymbol { TypeKind: TypeKind.Class } type && IsFirst(part, type))
                Check(here, code, type);
        }
    }

    private protected abstract void Check(RuleContext context, CodeModel code, INamedTypeSymbol type);

    private static void Report(RuleContext context, Diagnostic diagnostic)
    {
        if (diagnostic.Location.SourceTree == context.Tree)
            context.Report(diagnostic);
    }

    /// <summary>Whether a part is the first of its class in the file: a class in several parts is looked at once.</summary>
    private static bool IsFirst(SyntaxNode part, INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.First(reference => reference.SyntaxTree == part.SyntaxTree).Span == part.Span;
}
