using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3006TargetBroadcastsTests
{
    private static Task Check(string code) => Verify.Reports(new DL3006TargetBroadcasts(), $$"""
        var x = torch.randn(64, 3); var y = torch.randn(64); var m = nn.Sequential(nn.Linear(3, 8), nn.ReLU(), nn.Linear(8, 1));
        {{code}}
        static class Mine { public static Tensor mse_loss(Tensor a, Tensor b) => a - b; }
        """);

    [Theory]
    [InlineData("var l = [|functional.mse_loss(m.forward(x), y)|];")]
    [InlineData("var p = m.forward(x); var l = [|functional.l1_loss(p, y)|];")]
    [InlineData("var l = [|functional.smooth_l1_loss(m.forward(x).sigmoid(), y)|];")]
    [InlineData("var l = [|nn.MSELoss().forward(m.forward(x), y.to(torch.CPU))|];")]
    [InlineData("Loss<Tensor, Tensor, Tensor> loss = nn.HuberLoss(); var l = [|loss.forward(m.call(x), y * 2 + 1)|];")]
    [InlineData("var t = torch.tensor(new float[] { 1, 2, 3 }); var l = [|functional.mse_loss(m.forward(x), t)|];")]
    [InlineData("var l = [|functional.mse_loss(m.forward(x), torch.linspace(0, 1, 64))|];")]
    [InlineData("var l = [|functional.mse_loss(m.forward(x), torch.randn(64, 1).view(-1))|];")]
    [InlineData("var l = [|functional.mse_loss(m.forward(x), torch.zeros(new long[] { 64 }))|];")]
    [InlineData("for (int i = 0; i < 9; i++) { using var p = m.forward(x); var l = [|functional.mse_loss(p, y)|]; l.backward(); }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.mse_loss(m.forward(x).squeeze(1), y);")]
    [InlineData("var l = functional.mse_loss(m.forward(x).view(-1), y);")]
    [InlineData("var l = functional.mse_loss(m.forward(x).flatten(), y);")]
    [InlineData("var l = functional.mse_loss(m.forward(x), y.unsqueeze(1));")]
    [InlineData("var l = functional.mse_loss(m.forward(x), y.view(-1, 1));")]
    [InlineData("var l = functional.mse_loss(m.forward(x), torch.randn(64, 1));")]
    [InlineData("var l = functional.mse_loss(m.forward(x), torch.ones(1));")]
    [InlineData("var l = functional.mse_loss(nn.Linear(3, 64).forward(x), y);")]
    [InlineData("var l = functional.mse_loss(nn.Linear(3, args.Length).forward(x), y);")]
    [InlineData("Fit(y); void Fit(Tensor t) { var l = functional.mse_loss(m.forward(x), t); }")]
    [InlineData("var t = args.Length > 0 ? y : y.unsqueeze(1); var l = functional.mse_loss(m.forward(x), t);")]
    [InlineData("var l = functional.mse_loss(m.forward(x), x.sum(1));")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(m.forward(x), y);")]
    [InlineData("var l = Mine.mse_loss(m.forward(x), y);")]
    [InlineData("var l = functional.mse_loss(m.forward(x)[TensorIndex.Colon, 0], y);")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL3006TargetBroadcastsFixTests
{
    [Theory]
    [InlineData("var l = functional.mse_loss(m.forward(x), y);", "var l = functional.mse_loss(m.forward(x).squeeze(1), y);")]
    [InlineData("var p = m.forward(x); var l = nn.MSELoss().forward(p, y);", "var p = m.forward(x); var l = nn.MSELoss().forward(p.squeeze(1), y);")]
    [InlineData("var l = functional.mse_loss(2 * m.forward(x), y);", "var l = functional.mse_loss((2 * m.forward(x)).squeeze(1), y);")]
    public Task Squeezes(string before, string after)
    {
        const string Data = "var x = torch.randn(64, 3); var y = torch.randn(64); var m = nn.Linear(3, 1);\n";
        return VerifyFix.Turns(new DL3006TargetBroadcasts(), new DL3006TargetBroadcastsFix(), Data + before, Data + after);
    }
}
