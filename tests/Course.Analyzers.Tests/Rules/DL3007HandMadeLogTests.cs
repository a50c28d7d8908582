using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3007HandMadeLogTests
{
    private static Task Check(string code) => Verify.Reports(new DL3007HandMadeLog(), $$"""
        var x = torch.randn(4, 8); var y = torch.randn(4, 8);
        {{code}}
        static class Mine { public static Tensor softmax(Tensor a) => a; public static Tensor log(Tensor a) => a; }
        """);

    [Theory]
    [InlineData("var l = [|torch.log(functional.softmax(x, 1))|];")]
    [InlineData("var l = [|x.softmax(1).log()|];")]
    [InlineData("var l = [|torch.log(torch.sigmoid(x))|];")]
    [InlineData("var l = -[|log(x.sigmoid())|].mean();")]
    [InlineData("var p = torch.softmax(x, 1); var l = [|p.log()|] * y;")]
    [InlineData("using var p = x.sigmoid(); var q = p; var l = [|torch.log(q)|];")]
    [InlineData("var l = [|nn.Softmax(1).forward(x).log()|];")]
    [InlineData("var s = nn.Sigmoid(); var l = [|torch.log(s.call(x))|];")]
    [InlineData("Func<Tensor, Tensor> f = t => [|functional.softmax(t, 1).log()|];")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.log_softmax(x, 1);")]
    [InlineData("var l = torch.log(x.softmax(1).clamp(1e-7));")]
    [InlineData("var l = torch.log(x.softmax(1) + 1e-8);")]
    [InlineData("var l = torch.log(1 - x.sigmoid());")]
    [InlineData("var l = torch.log(x);")]
    [InlineData("var p = x; if (args.Length > 0) p = x.softmax(1); var l = p.log();")]
    [InlineData("var l = Mine.log(x.softmax(1));")]
    [InlineData("var l = torch.log(Mine.softmax(x));")]
    [InlineData("var l = torch.log(nn.ReLU().forward(x));")]
    [InlineData("var l = Math.Log(x.softmax(1).max().item<float>());")]
    [InlineData("var l = x.softmax(1).log2();")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL3007HandMadeLogFixTests
{
    [Theory]
    [InlineData("var l = torch.log(functional.softmax(x, 1));", "var l = functional.log_softmax(x, 1);")]
    [InlineData("var l = torch.log(torch.softmax(x, dim: 1));", "var l = torch.special.log_softmax(x, dim: 1);")]
    [InlineData("var l = x.softmax(1).log();", "var l = x.log_softmax(1);")]
    [InlineData("var l = x.sigmoid().log().mean();", "var l = x.log_sigmoid().mean();")]
    [InlineData("var l = torch.log(torch.sigmoid(x + 1));", "var l = (x + 1).log_sigmoid();")]
    [InlineData("var l = torch.log(functional.sigmoid(x));", "var l = functional.logsigmoid(x);")]
    [InlineData("var p = x.softmax(1); var l = p.log() + 1;", "var p = x.log_softmax(1); var l = p + 1;")]
    [InlineData("var p = x.softmax(1); var l = p * p.log();", "var p = x.softmax(1); var l = p * p.log();")]
    [InlineData("var s = nn.Softmax(1); var l = s.forward(x).log();", "var s = nn.Softmax(1); var l = s.forward(x).log();")]
    public Task Uses_the_fused_operation(string before, string after) =>
        VerifyFix.Turns(new DL3007HandMadeLog(), new DL3007HandMadeLogFix(), "var x = torch.randn(4, 8);\n" + before, "var x = torch.randn(4, 8);\n" + after);
}
