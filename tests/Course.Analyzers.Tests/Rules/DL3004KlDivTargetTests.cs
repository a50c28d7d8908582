using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3004KlDivTargetTests
{
    private static Task Check(string code) => Verify.Reports(new DL3004KlDivTarget(), $$"""
        var x = torch.randn(4, 8).log_softmax(1); var y = torch.randn(4, 8);
        {{code}}
        static class Mine { public static Tensor kl_div(Tensor a, Tensor b) => a - b; public static ReLU KLDivLoss() => nn.ReLU(); }
        """);

    [Theory]
    [InlineData("var l = [|functional.kl_div(x, y)|];")]
    [InlineData("var l = [|functional.kl_div(x, y.softmax(1))|];")]
    [InlineData("var l = [|functional.kl_div(x, functional.softmax(y, 1), reduction: Reduction.Sum)|];")]
    [InlineData("var l = [|torch.nn.functional.kl_div(target: y, input: x)|];")]
    [InlineData("var p = y.softmax(1); var l = [|functional.kl_div(x, p)|];")]
    [InlineData("var p = y.log(); p = y.softmax(1); var l = [|functional.kl_div(x, p)|];")]
    [InlineData("var p = Environment.ProcessorCount > 2 ? y.log() : y; var l = [|functional.kl_div(x, p)|];")]
    [InlineData("var kl = [|nn.KLDivLoss()|]; var l = kl.forward(x, y);")]
    [InlineData("var kl = [|nn.KLDivLoss(reduction: Reduction.Sum)|]; var l = kl.forward(x, y.softmax(1));")]
    [InlineData("var kl = [|nn.KLDivLoss()|];")]
    [InlineData("var l = [|nn.KLDivLoss()|].call(x, y);")]
    [InlineData("Loss<Tensor, Tensor, Tensor> kl = [|nn.KLDivLoss()|]; var a = kl.forward(x, y.log()); var b = kl.forward(x, y);")]
    [InlineData("Func<Tensor, Tensor> f = t => [|functional.kl_div(x, t)|];")]
    [InlineData("Cost(x, y); static Tensor Cost(Tensor a, Tensor b) => [|functional.kl_div(a, b)|];")]
    [InlineData("var l = [|functional.kl_div(x, y.exp())|];")]
    [InlineData("for (int i = 0; i < 3; i++) { using var l = [|functional.kl_div(x, y.sigmoid())|]; l.backward(); }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.kl_div(x, y, log_target: false);")]
    [InlineData("var l = functional.kl_div(x, y, true);")]
    [InlineData("var l = functional.kl_div(x, y, log_target: args.Length > 0);")]
    [InlineData("var l = functional.kl_div(x, y.log_softmax(1));")]
    [InlineData("var l = functional.kl_div(x, y.log());")]
    [InlineData("var l = functional.kl_div(x, torch.log(y));")]
    [InlineData("var p = functional.log_softmax(y, 1); var l = functional.kl_div(x, p);")]
    [InlineData("var p = y.log(); var l = functional.kl_div(x, p.detach());")]
    [InlineData("var l = functional.kl_div(x, nn.LogSoftmax(1).forward(y));")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 8), nn.LogSoftmax(1)); var l = functional.kl_div(x, m.forward(y));")]
    [InlineData("var kl = nn.KLDivLoss(false); var l = kl.forward(x, y);")]
    [InlineData("var kl = nn.KLDivLoss(log_target: true); var l = kl.forward(x, y);")]
    [InlineData("var kl = nn.KLDivLoss(); var l = kl.forward(x, y.log_softmax(1));")]
    [InlineData("var kl = nn.KLDivLoss(); var a = kl.forward(x, y.log()); var b = kl.forward(x, y.log_softmax(1));")]
    [InlineData("var l = Mine.kl_div(x, y);")]
    [InlineData("var l = Mine.KLDivLoss();")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL3004KlDivTargetFixTests
{
    [Theory]
    [InlineData("var l = functional.kl_div(x, y.softmax(1));", "var l = functional.kl_div(x, y.softmax(1), log_target: false);")]
    [InlineData("var l = functional.kl_div(x, y, reduction: Reduction.Sum);", "var l = functional.kl_div(x, y, reduction: Reduction.Sum, log_target: true);")]
    [InlineData("var kl = nn.KLDivLoss(); var l = kl.forward(x, y.softmax(1));", "var kl = nn.KLDivLoss(log_target: false); var l = kl.forward(x, y.softmax(1));")]
    [InlineData("var kl = nn.KLDivLoss(reduction: Reduction.Sum);", "var kl = nn.KLDivLoss(reduction: Reduction.Sum, log_target: true);")]
    public Task Says_it(string before, string after)
    {
        const string Data = "var x = torch.randn(4, 8).log_softmax(1); var y = torch.randn(4, 8);\n";
        return VerifyFix.Turns(new DL3004KlDivTarget(), new DL3004KlDivTargetFix(), Data + before, Data + after);
    }
}
