using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Robustness;

/// <summary>No rule crashes on code that an author is still typing. A crash is what the compiler would show as AD0001.</summary>
public sealed class BrokenCodeTests
{
    private static readonly DiagnosticAnalyzer[] Everything = [.. Analyzers.Rules.All, new PracticeAnalyzer()];

    public static TheoryData<int> Programs => [.. Enumerable.Range(0, TrainingPrograms.All.Count)];

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Each_prefix_that_ends_at_a_token(int program) => RunAll(program, static (code, start, length) => code[..start]);

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Each_deletion_of_one_token(int program) => RunAll(program, static (code, start, length) => code.Remove(start, length));

    [Theory]
    [MemberData(nameof(Programs))]
    public Task Each_token_doubled(int program) => program < FuzzTests.Seconds ? RunAll(program, static (code, start, length) => string.Concat(code.AsSpan(0, start + length), " ", code.AsSpan(start))) : Task.CompletedTask;

    /// <summary>The programs are what they claim to be: mistakes of their authors would test less than they should.</summary>
    [Theory]
    [MemberData(nameof(Programs))]
    public void Programs_are_well_formed(int program) => Assert.DoesNotContain(
        CSharpSyntaxTree.ParseText(TrainingPrograms.All[program], Compilations.Parse).GetDiagnostics(), static d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error);

    [Fact]
    public void There_are_twenty_of_them_or_more() => Assert.True(TrainingPrograms.All.Count >= 20);

    [Fact]
    public async Task References_that_are_missing()
    {
        foreach (var code in TrainingPrograms.All)
        {
            // TorchSharp without the base library, then the base library without TorchSharp.
            await Verify.Run(Compilations.Of(code).RemoveReferences(Compilations.BaseLibrary), null, [.. Analyzers.Rules.All]);
            await Verify.Run(Compilations.Of(code).WithoutTorch(), null, [.. Analyzers.Rules.All]);
        }
    }

    private static async Task RunAll(int program, Func<string, int, int, string> change)
    {
        var code = TrainingPrograms.All[program];
        foreach (var token in (await CSharpSyntaxTree.ParseText(code, Compilations.Parse).GetRootAsync()).DescendantTokens())
        {
            if (token.Span.IsEmpty)
                continue;
            var changed = change(code, token.SpanStart, token.Span.Length);
            try
            {
                await Verify.RunAlone(Compilations.Of(changed), Everything);
            }
            catch (InvalidOperationException crash)
            {
                Assert.Fail($"{crash.Message}\nat '{token.Text}' in:\n{changed}");
            }
        }
    }
}
