using System.Collections.Immutable;
using System.Globalization;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Snippets.Tests.Compilation;

public sealed class AnalyzerTests
{
    private static readonly ImmutableArray<DiagnosticAnalyzer> Analyzers = [new CallsNamedBad()];

    [Fact]
    public void A_declared_finding_is_recorded_in_both_languages_and_an_undeclared_one_warned_about()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(
                Make.Snippet("a", "static void Bad() { }\n  Bad();", line: 10, reports: ["DL0001"]),
                Make.Snippet("b", "var x = 1;\nBad();", line: 30, column: 4)),
            SnippetHost.References, Analyzers);

        var finding = Assert.Single(outcome.Value!.Findings["a"]);
        Assert.Equal(("DL0001", 2, 3), (finding.Id, finding.Line, finding.Column));
        Assert.Equal("do not call Bad", finding.Message["en"]);
        Assert.Equal("Bad를 부르지 않는다", finding.Message["ko"]);
        var warning = Assert.Single(outcome.Diagnostics, static d => d.Id == "CO3009");
        Assert.Equal(SourceLocation.OnLine(Make.File, 31, 5, 5), warning.Location);
    }

    [Theory]
    [InlineData(true, "declares reports=DL0001, but the analyzers do not report")]
    [InlineData(false, "no analyzer is present")]
    public void A_declared_finding_that_cannot_be_shown_is_an_error(bool withAnalyzers, string text)
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(Make.Snippet("a", "Console.WriteLine();", reports: ["DL0001"])),
            SnippetHost.References, withAnalyzers ? Analyzers : []);

        Assert.Null(outcome.Value);
        Assert.Contains(text, Assert.Single(outcome.Diagnostics).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_analyzer_that_throws_is_a_warning_and_not_a_crash()
    {
        var outcome = SessionCompiler.Compile(
            Make.Session(Make.Snippet("a", "Console.WriteLine();")), SnippetHost.References, [new Throwing()]);

        Assert.NotNull(outcome.Value);
        Assert.Equal("CO3013", Assert.Single(outcome.Diagnostics).Id);
    }

#pragma warning disable RS1036, RS1038, RS1041, RS2008 // These analyzers exist for the tests alone.
    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class CallsNamedBad : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new(
            "DL0001", "title", new Bilingual("do not call Bad", "Bad를 부르지 않는다"), "test", DiagnosticSeverity.Info, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterSyntaxNodeAction(
                static c =>
                {
                    if (((InvocationExpressionSyntax)c.Node).Expression is IdentifierNameSyntax { Identifier.Text: "Bad" })
                        c.ReportDiagnostic(Microsoft.CodeAnalysis.Diagnostic.Create(Rule, c.Node.GetLocation()));
                },
                SyntaxKind.InvocationExpression);
        }
    }

    [DiagnosticAnalyzer(LanguageNames.CSharp)]
    private sealed class Throwing : DiagnosticAnalyzer
    {
        private static readonly DiagnosticDescriptor Rule = new("DL0002", "t", "t", "test", DiagnosticSeverity.Info, isEnabledByDefault: true);

        public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Rule];

        public override void Initialize(AnalysisContext context)
        {
            context.EnableConcurrentExecution();
            context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
            context.RegisterCompilationAction(static _ => throw new InvalidOperationException("broken"));
        }
    }

    private sealed class Bilingual(string english, string korean) : LocalizableString
    {
        protected override string GetText(IFormatProvider? formatProvider) =>
            formatProvider is CultureInfo { Name: "ko" } ? korean : english;

        protected override int GetHash() => english.GetHashCode(StringComparison.Ordinal);

        protected override bool AreEqual(object? other) => ReferenceEquals(this, other);
    }
}
