using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL7002ScopeNotDisposedTests
{
    private static Task Check(string code) => Verify.Reports(new DL7002ScopeNotDisposed(), code);

    [Theory]
    [InlineData("[|torch.NewDisposeScope()|];")]
    [InlineData("_ = [|torch.NewDisposeScope()|];")]
    [InlineData("var _ = [|torch.NewDisposeScope()|];")]
    [InlineData("var scope = [|torch.NewDisposeScope()|];")]
    [InlineData("DisposeScope scope = [|torch.NewDisposeScope()|];")]
    [InlineData("IDisposable scope; scope = [|torch.NewDisposeScope()|];")]
    [InlineData("[|NewDisposeScope()|];")]
    [InlineData("var scope = ([|torch.NewDisposeScope()|]);")]
    [InlineData("for (int i = 0; i < 9; i++) { var scope = [|torch.NewDisposeScope()|]; torch.ones(2); }")]
    [InlineData("foreach (var i in Enumerable.Range(0, 9)) { [|torch.NewDisposeScope()|]; torch.ones(2); }")]
    [InlineData("var scope = [|torch.NewDisposeScope()|]; var x = torch.ones(2); scope.MoveToOuter(x);")]
    [InlineData("var scope = [|torch.NewDisposeScope()|]; Console.WriteLine(scope.DisposablesCount);")]
    [InlineData("void F() { var scope = [|torch.NewDisposeScope()|]; } F();")]
    [InlineData("Action f = () => { var scope = [|torch.NewDisposeScope()|]; };")]
    [InlineData("if (Environment.ProcessorCount > 2) [|torch.NewDisposeScope()|];")]
    [InlineData("class T { T() { var scope = [|torch.NewDisposeScope()|]; } }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("using var scope = torch.NewDisposeScope();")]
    [InlineData("using (torch.NewDisposeScope()) { }")]
    [InlineData("using (var scope = torch.NewDisposeScope()) { }")]
    [InlineData("var scope = torch.NewDisposeScope(); scope.Dispose();")]
    [InlineData("var scope = torch.NewDisposeScope(); try { } finally { scope?.Dispose(); }")]
    [InlineData("var scope = torch.NewDisposeScope(); using (scope) { }")]
    [InlineData("var scope = torch.NewDisposeScope(); using var held = scope;")]
    [InlineData("DisposeScope Open() => torch.NewDisposeScope();")]
    [InlineData("DisposeScope Open() { var scope = torch.NewDisposeScope(); return scope; }")]
    [InlineData("var all = new List<IDisposable> { torch.NewDisposeScope() };")]
    [InlineData("var all = new Stack<DisposeScope>(); all.Push(torch.NewDisposeScope());")]
    [InlineData("torch.NewDisposeScope().Dispose();")]
    [InlineData("DisposeScope? scope = null; if (Environment.ProcessorCount > 2) scope = torch.NewDisposeScope(); scope?.Dispose();")]
    [InlineData("class T : IDisposable { private readonly DisposeScope _s = torch.NewDisposeScope(); public void Dispose() => _s.Dispose(); }")]
    [InlineData("class T { private DisposeScope? _s; void F() { _s = torch.NewDisposeScope(); } }")]
    [InlineData("Mine.NewDisposeScope(); static class Mine { public static IDisposable? NewDisposeScope() => null; }")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL7002ScopeNotDisposedFixTests
{
    [Theory]
    [InlineData("torch.NewDisposeScope();", "using var scope = torch.NewDisposeScope();")]
    [InlineData("_ = torch.NewDisposeScope();", "using var scope = torch.NewDisposeScope();")]
    [InlineData("var s = torch.NewDisposeScope(); // all", "using var s = torch.NewDisposeScope(); // all")]
    [InlineData("void F(int scope) { torch.NewDisposeScope(); }", "void F(int scope) { using var disposeScope = torch.NewDisposeScope(); }")]
    [InlineData("if (Environment.ProcessorCount > 2) torch.NewDisposeScope();", "if (Environment.ProcessorCount > 2) torch.NewDisposeScope();")]
    public Task Declares_it(string before, string after) => VerifyFix.Turns(new DL7002ScopeNotDisposed(), new DL7002ScopeNotDisposedFix(), before, after);
}
