using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL6002GuardNotDisposedTests
{
    private static Task Check(string code) => Verify.Reports(new DL6002GuardNotDisposed(), code);

    [Theory]
    [InlineData("[|torch.no_grad()|];")]
    [InlineData("_ = [|torch.no_grad()|];")]
    [InlineData("var _ = [|torch.no_grad()|];")]
    [InlineData("var guard = [|torch.no_grad()|];")]
    [InlineData("IDisposable guard = [|torch.no_grad()|];")]
    [InlineData("IDisposable guard; guard = [|torch.no_grad()|];")]
    [InlineData("[|no_grad()|];")]
    [InlineData("[|torch.inference_mode()|];")]
    [InlineData("[|torch.inference_mode(true)|];")]
    [InlineData("var mode = [|torch.inference_mode()|];")]
    [InlineData("if (Environment.ProcessorCount > 2) [|torch.no_grad()|];")]
    [InlineData("{ [|torch.no_grad()|]; Console.WriteLine(1); }")]
    [InlineData("void Evaluate() { [|torch.no_grad()|]; } Evaluate();")]
    [InlineData("Action evaluate = () => { var g = [|torch.no_grad()|]; };")]
    [InlineData("for (int i = 0; i < 3; i++) { var g = [|torch.no_grad()|]; }")]
    [InlineData("var g = ([|torch.no_grad()|]);")]
    [InlineData("class T { void F() { [|torch.no_grad()|]; } }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("using var _ = torch.no_grad();")]
    [InlineData("using (torch.no_grad()) { }")]
    [InlineData("using (var g = torch.no_grad()) { }")]
    [InlineData("using IDisposable g = torch.no_grad();")]
    [InlineData("var g = torch.no_grad(); g.Dispose();")]
    [InlineData("var g = torch.no_grad(); try { } finally { g?.Dispose(); }")]
    [InlineData("var g = torch.no_grad(); using (g) { }")]
    [InlineData("var g = torch.no_grad(); using var h = g;")]
    [InlineData("IDisposable Off() => torch.no_grad();")]
    [InlineData("IDisposable Off() { var g = torch.no_grad(); return g; }")]
    [InlineData("var all = new List<IDisposable> { torch.no_grad() };")]
    [InlineData("var all = new List<IDisposable>(); all.Add(torch.no_grad());")]
    [InlineData("torch.set_grad_enabled(false);")]
    [InlineData("torch.enable_grad();")]
    [InlineData("torch.inference_mode(false);")]
    [InlineData("torch.no_grad().Dispose();")]
    [InlineData("class T { private readonly IDisposable _g = torch.no_grad(); void F() { } }")]
    [InlineData("class T { private IDisposable? _g; void F() { _g = torch.no_grad(); } }")]
    [InlineData("Mine.no_grad(); static class Mine { public static IDisposable? no_grad() => null; }")]
    [InlineData("IDisposable? g = null; if (Environment.ProcessorCount > 2) g = torch.no_grad(); g?.Dispose();")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL6002GuardNotDisposedFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL6002GuardNotDisposed(), new DL6002GuardNotDisposedFix(), before, after);

    [Theory]
    [InlineData("torch.no_grad();", "using var _ = torch.no_grad();")]
    [InlineData("_ = torch.no_grad();", "using var guard = torch.no_grad();")]
    [InlineData("var g = torch.no_grad(); // off", "using var g = torch.no_grad(); // off")]
    [InlineData("void F(int _) { torch.inference_mode(); }", "void F(int _) { using var guard = torch.inference_mode(); }")]
    public Task Declares_it(string before, string after) => Turns(before, after);

    [Fact]
    public Task Is_not_offered_for_a_lone_statement() => Turns("if (Environment.ProcessorCount > 2) torch.no_grad();", "if (Environment.ProcessorCount > 2) torch.no_grad();");
}
