using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL7004TensorOutlivesScopeTests
{
    internal static string In(string body) => "class T { private readonly Module<Tensor, Tensor> _net = nn.Linear(8, 8); private Tensor _kept = torch.ones(8); public Tensor F(Tensor x) { " + body + " } }";

    private static Task Check(string code) => Verify.Reports(new DL7004TensorOutlivesScope(), code);

    [Theory]
    [InlineData("using var s = torch.NewDisposeScope(); return [|x + 1|];")]
    [InlineData("using var s = torch.NewDisposeScope(); return [|-x|];")]
    [InlineData("using var s = NewDisposeScope(); return [|torch.ones(2)|];")]
    [InlineData("using var s = torch.NewDisposeScope(); return [|x.exp()|];")]
    [InlineData("using (torch.NewDisposeScope()) { return [|x.view(2, 4)|]; }")]
    [InlineData("using (var s = torch.NewDisposeScope()) return [|x.to(torch.CPU)|];")]
    [InlineData("using var s = torch.NewDisposeScope(); return [|_net.forward(x)|];")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x * 2; return [|y|];")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x * 2; y = y + 1; return [|y|];")]
    [InlineData("using var s = torch.NewDisposeScope(); return x.shape.Length > 1 ? [|x + 1|] : [|x + 2|];")]
    [InlineData("if (x.shape.Length > 1) { using var s = torch.NewDisposeScope(); return [|functional.relu(x)|]; } return x;")]
    [InlineData("Tensor y; using (torch.NewDisposeScope()) { y = [|x.exp()|]; } return y.sum();")]
    [InlineData("Tensor? y = null; using (var s = torch.NewDisposeScope()) { var z = x.exp(); y = [|z|]; } return y + 1;")]
    [InlineData("using var s = torch.NewDisposeScope(); { return [|(x + 1)|]; }")]
    [InlineData("using var s = torch.NewDisposeScope(); foreach (var i in new[] { 1 }) { var y = x * i; return [|y|]; } return x;")]
    [InlineData("using var o = torch.NewDisposeScope(); using var i = torch.NewDisposeScope(); return [|x + 1|];")]
    public Task Reports(string body) => Check(In(body.Replace("[|(x + 1)|]", "([|x + 1|])", StringComparison.Ordinal)));

    [Theory]
    [InlineData("static (Tensor, Tensor) F(Tensor x) { using var s = torch.NewDisposeScope(); return ([|x + 1|], [|x.exp()|]); } F(torch.ones(2));")]
    [InlineData("Func<Tensor, Tensor> f = x => { using var s = torch.NewDisposeScope(); return [|x + 1|]; };")]
    [InlineData("static Tensor F(Tensor x) { using var _ = torch.no_grad(); using var s = torch.NewDisposeScope(); return [|x.softmax(0)|]; } F(torch.ones(2));")]
    public Task Reports_in_functions(string code) => Check(code);

    [Theory]
    [InlineData("using var s = torch.NewDisposeScope(); return (x + 1).MoveToOuterDisposeScope();")]
    [InlineData("using var s = torch.NewDisposeScope(); return (x + 1).DetachFromDisposeScope();")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x + 1; return y.MoveToOuterDisposeScope();")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x + 1; y.MoveToOuterDisposeScope(); return y;")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x + 1; s.MoveToOuter(y); return y;")]
    [InlineData("using var s = torch.NewDisposeScope(); return s.MoveToOuter(x + 1);")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x + 1; s.Detach(y); return y;")]
    [InlineData("using var s = torch.NewDisposeScope(); return x;")]
    [InlineData("using var s = torch.NewDisposeScope(); return x.add_(1);")]
    [InlineData("using var s = torch.NewDisposeScope(); return _kept;")]
    [InlineData("var y = x + 1; using var s = torch.NewDisposeScope(); return y;")]
    [InlineData("using (torch.NewDisposeScope()) { Console.WriteLine(x + 1); } return x + 1;")]
    [InlineData("using var s = torch.NewDisposeScope(); return G(x); Tensor G(Tensor a) => a;")]
    [InlineData("Tensor y; using (torch.NewDisposeScope()) { y = x.exp(); Console.WriteLine(y); } return x;")]
    [InlineData("Tensor y; using (torch.NewDisposeScope()) { y = x.exp(); Console.WriteLine(y); } y = x + 1; return y;")]
    [InlineData("Tensor y; using (torch.NewDisposeScope()) { y = x.exp(); y = y.MoveToOuterDisposeScope(); } return y;")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x; if (x.shape.Length > 1) y = x + 1; return y;")]
    [InlineData("using var s = torch.NewDisposeScope(); Func<Tensor, Tensor> f = a => { return a + 1; }; return f(x).MoveToOuterDisposeScope();")]
    [InlineData("using var s = torch.NewDisposeScope(); return nn.Identity().forward(x);")]
    [InlineData("using var s = new Look(); return x + 1; ")]
    public Task Is_silent(string body) => Check(In(body) + " class Look : IDisposable { public void Dispose() { } }");

    [Fact]
    public Task Is_silent_about_numbers() => Check("static float F(Tensor x) { using var s = torch.NewDisposeScope(); return (x + 1).sum().item<float>(); } F(torch.ones(2));");
}

public sealed class DL7004TensorOutlivesScopeFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(
        new DL7004TensorOutlivesScope(), new DL7004TensorOutlivesScopeFix(), DL7004TensorOutlivesScopeTests.In(before), DL7004TensorOutlivesScopeTests.In(after));

    [Theory]
    [InlineData("using var s = torch.NewDisposeScope(); return x + 1;", "using var s = torch.NewDisposeScope(); return (x + 1).MoveToOuterDisposeScope();")]
    [InlineData("using var s = torch.NewDisposeScope(); return x.exp();", "using var s = torch.NewDisposeScope(); return x.exp().MoveToOuterDisposeScope();")]
    [InlineData("Tensor y; using (torch.NewDisposeScope()) { y = x.exp(); } return y.sum();", "Tensor y; using (torch.NewDisposeScope()) { y = x.exp().MoveToOuterDisposeScope(); } return y.sum();")]
    [InlineData("using var s = torch.NewDisposeScope(); var y = x * 2; return y;", "using var s = torch.NewDisposeScope(); var y = x * 2; return y.MoveToOuterDisposeScope();")]
    public Task Moves_it(string before, string after) => Turns(before, after);

    [Fact]
    public Task Is_not_offered_where_one_scope_further_is_not_far_enough()
    {
        const string Code = "using var o = torch.NewDisposeScope(); using var i = torch.NewDisposeScope(); return x + 1;";
        return Turns(Code, Code);
    }
}
