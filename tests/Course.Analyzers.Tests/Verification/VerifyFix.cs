using System.Collections.Immutable;
using Course.Analyzers.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Verification;

/// <summary>Applies a rule's fix one by one and through fix-all, and compares all of it with what is due.</summary>
internal static class VerifyFix
{
    private static readonly DeepLearningFixes Provider = new();

    /// <summary>Checks that the fixed code is as given, compiles, and draws no finding again.</summary>
    /// <param name="analyzer">The rule.</param>
    /// <param name="fix">Its fix.</param>
    /// <param name="before">Code, marks allowed.</param>
    /// <param name="after">The code that is due; the same as before where no fix may be offered.</param>
    /// <param name="config">Options as .editorconfig would set them.</param>
    /// <param name="others">Further files.</param>
    public static async Task Turns(DiagnosticAnalyzer analyzer, RuleFix fix, string before, string after, string? config = null, params string[] others)
    {
        if (Tally.Open is { } tally)
        {
            tally.AddFix();
            return;
        }

        var code = Markup.Parse(before).Code;
        Assert.Equal(after, await OneByOne(analyzer, fix, code, config, others));
        foreach (var scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
            Assert.Equal(after, await AllAtOnce(analyzer, fix, code, config, others, scope));
        if (after == code)
            return;
        var compilation = Compilations.Of([after, .. others]);
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Empty((await Verify.Run(compilation, config, analyzer)).Where(d => d.Id == fix.Id));
    }

    private static async Task<string> OneByOne(DiagnosticAnalyzer analyzer, RuleFix fix, string code, string? config, string[] others)
    {
        for (var round = 0; round < 20; round++)
        {
            var (document, found) = await Find(analyzer, code, config, others);
            CodeAction? action = null;
            foreach (var finding in found)
            {
                await Provider.RegisterCodeFixesAsync(new CodeFixContext(document, finding, (offered, _) => action ??= offered, default));
                if (action is not null)
                    break;
            }

            if (action is null)
                return code;
            code = await Apply(action, document);
        }

        throw new InvalidOperationException("The fix does not come to an end:\n" + code);
    }

    private static async Task<string> AllAtOnce(DiagnosticAnalyzer analyzer, RuleFix fix, string code, string? config, string[] others, FixAllScope scope)
    {
        var (document, found) = await Find(analyzer, code, config, others);
        if (found.IsEmpty)
            return code;
        var context = new FixAllContext(document, Provider, scope, fix.Id, [fix.Id], new Known(found), default);
        var action = await Provider.GetFixAllProvider().GetFixAsync(context);
        return action is null ? code : await Apply(action, document);
    }

    private static async Task<string> Apply(CodeAction action, Document document)
    {
        var operations = await action.GetOperationsAsync(default);
        var solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return (await solution.GetDocument(document.Id)!.GetTextAsync()).ToString();
    }

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Found)> Find(DiagnosticAnalyzer analyzer, string code, string? config, string[] others)
    {
        var compilation = Compilations.Of([code, .. others]);
        var workspace = new AdhocWorkspace();
        var project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(), VersionStamp.Default, "Lesson", "Lesson", LanguageNames.CSharp,
            compilationOptions: compilation.Options, parseOptions: Compilations.Parse, metadataReferences: compilation.References));
        foreach (var tree in compilation.SyntaxTrees)
            project = project.AddDocument(tree.FilePath, tree.GetText(), filePath: tree.FilePath).Project;
        var document = project.Documents.Single(d => d.Name == "Test.cs");
        var found = await Verify.Run((CSharpCompilation)(await project.GetCompilationAsync())!, config, analyzer);
        return (document, [.. found.Where(d => d.Location.SourceTree?.FilePath == "Test.cs").OrderBy(d => d.Location.SourceSpan.Start)]);
    }

    private sealed class Known(ImmutableArray<Diagnostic> found) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult<IEnumerable<Diagnostic>>(found);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult(found.Where(d => d.Location.SourceTree?.FilePath == document.FilePath));

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) => Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
