using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3003NotLogProbabilitiesTests
{
    private const string Models = """
        class Raw : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            public Raw() : base("r") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => one.forward(x);
            public Tensor Log(Tensor x) => functional.log_softmax(forward(x), 1);
        }
        class Probable : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            private readonly Softmax softmax = nn.Softmax(1);
            public Probable() : base("p") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => softmax.forward(one.forward(x));
        }
        class Logs : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            private readonly LogSoftmax log = nn.LogSoftmax(1);
            public Logs() : base("l") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => log.forward(one.forward(x));
        }
        class Depends : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            public Depends() : base("d") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { x = one.forward(x); if (training) return x.log_softmax(1); return x.softmax(1); }
        }
        static class Mine { public static Tensor nll_loss(Tensor p, Tensor t) => p - t; }
        """;

    private static Task Check(string code) => Verify.Reports(new DL3003NotLogProbabilities(), $"""
        var x = torch.randn(4, 8); var y = torch.zeros(4, ScalarType.Int64); var fc = nn.Linear(8, 10);
        {code}
        """, null, Models);

    [Theory]
    [InlineData("var l = [|functional.nll_loss(x.softmax(1), y)|];")]
    [InlineData("var l = [|functional.nll_loss(functional.softmax(x, 1), y)|];")]
    [InlineData("var p = torch.softmax(x, 1); var l = [|functional.nll_loss(p, y)|];")]
    [InlineData("var l = [|functional.nll_loss(torch.special.softmax(x, 1), y)|];")]
    [InlineData("var l = [|nn.NLLLoss().forward(new Probable().forward(x), y)|];")]
    [InlineData("var nll = nn.NLLLoss(); var m = new Raw(); var l = [|nll.call(m.call(x), y)|];")]
    [InlineData("Loss<Tensor, Tensor, Tensor> nll = nn.NLLLoss(); Module<Tensor, Tensor> m = new Raw(); var l = [|nll.forward(m.forward(x), y)|];")]
    [InlineData("var l = [|functional.nll_loss(fc.forward(x), y)|];")]
    [InlineData("var l = [|functional.nll_loss(fc.forward(x).view(-1, 10), y)|];")]
    [InlineData("var l = [|functional.nll_loss(functional.relu(fc.forward(x)), y)|];")]
    [InlineData("var l = [|functional.nll_loss(fc.forward(x).sigmoid(), y)|];")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.Softmax(1)); var l = [|functional.nll_loss(m.forward(x), y)|];")]
    [InlineData("var m = nn.Sequential((\"a\", nn.Linear(8, 8)), (\"b\", nn.ReLU()), (\"c\", nn.Linear(8, 10))); for (int i = 0; i < 9; i++) { using var o = m.forward(x); var l = [|functional.nll_loss(o, y)|]; l?.backward(); }")]
    [InlineData("var m = nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8)); var l = [|functional.nll_loss(m.forward(x), y)|];")]
    [InlineData("Cost(x.softmax(1), y); static Tensor Cost(Tensor p, Tensor t) => [|functional.nll_loss(p, t)|];")]
    [InlineData("Func<Tensor, Tensor> cost = o => [|functional.nll_loss(fc.forward(o), y)|];")]
    [InlineData("Train(new Raw(), nn.NLLLoss()); void Train(Module<Tensor, Tensor> m, Loss<Tensor, Tensor, Tensor> loss) { var l = [|loss.forward(m.forward(x), y)|]; }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.nll_loss(x.log_softmax(1), y);")]
    [InlineData("var l = functional.nll_loss(functional.log_softmax(fc.forward(x), 1), y);")]
    [InlineData("var l = functional.nll_loss(x.softmax(1).log(), y);")]
    [InlineData("var l = functional.nll_loss(torch.log(x.softmax(1) + 1e-8), y);")]
    [InlineData("var l = functional.nll_loss(x, y);")]
    [InlineData("var l = nn.NLLLoss().forward(new Logs().forward(x), y);")]
    [InlineData("var l = functional.nll_loss(new Raw().Log(x), y);")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.LogSoftmax(1)); var l = functional.nll_loss(m.forward(x), y);")]
    [InlineData("var l = functional.nll_loss(new Depends().forward(x), y);")]
    [InlineData("var l = functional.cross_entropy(fc.forward(x), y);")]
    [InlineData("var l = Mine.nll_loss(fc.forward(x), y);")]
    [InlineData("var l = functional.poisson_nll_loss(fc.forward(x), x);")]
    [InlineData("var l = nn.GaussianNLLLoss().forward(fc.forward(x), x, x.exp());")]
    [InlineData("var o = fc.forward(x); var l = functional.nll_loss(o - o.logsumexp(1, true), y);")]
    [InlineData("Module<Tensor, Tensor> m = Environment.ProcessorCount > 2 ? new Logs() : new Raw(); var l = functional.nll_loss(m.forward(x), y);")]
    [InlineData("Cost(x.softmax(1), y); Cost(x.log_softmax(1), y); static Tensor Cost(Tensor p, Tensor t) => functional.nll_loss(p, t);")]
    [InlineData("Train(new Logs(), nn.NLLLoss()); Train(new Raw(), nn.CrossEntropyLoss()); void Train(Module<Tensor, Tensor> m, Loss<Tensor, Tensor, Tensor> loss) { var l = loss.forward(m.forward(x), y); }")]
    public Task Is_silent(string code) => Check(code);

    [Fact]
    public Task A_trainer_that_holds_model_and_loss() => Verify.Reports(new DL3003NotLogProbabilities(), """
        class Trainer
        {
            private Module<Tensor, Tensor> Model { get; } = new Probable();
            private readonly NLLLoss _loss = nn.NLLLoss();
            public Tensor Loss(Tensor x, Tensor y) => [|_loss.forward(Model.forward(x), y)|];
        }
        """, null, Models);
}

public sealed class DL3003NotLogProbabilitiesFixTests
{
    [Theory]
    [InlineData("var l = functional.nll_loss(x.softmax(1), y);", "var l = functional.nll_loss(x.log_softmax(1), y);")]
    [InlineData("var l = functional.nll_loss(nn.functional.softmax(x, dim: 1), y);", "var l = functional.nll_loss(nn.functional.log_softmax(x, dim: 1), y);")]
    [InlineData("var p = torch.softmax(x, 1); var l = functional.nll_loss(p, y);", "var p = torch.special.log_softmax(x, 1); var l = functional.nll_loss(p, y);")]
    [InlineData("var p = torch.softmax(x, 1); Console.WriteLine(p); var l = functional.nll_loss(p, y);", "var p = torch.softmax(x, 1); Console.WriteLine(p); var l = functional.nll_loss(p, y);")]
    [InlineData("Softmax s = nn.Softmax(1); var l = functional.nll_loss(s.forward(x), y);", "LogSoftmax s = nn.LogSoftmax(1); var l = functional.nll_loss(s.forward(x), y);")]
    [InlineData("var s = nn.Softmax(1); Console.WriteLine(s.forward(x)); var l = functional.nll_loss(s.forward(x), y);", "var s = nn.Softmax(1); Console.WriteLine(s.forward(x)); var l = functional.nll_loss(s.forward(x), y);")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.Softmax(1)); var l = functional.nll_loss(m.forward(x), y);", "var m = nn.Sequential(nn.Linear(8, 10), nn.LogSoftmax(1)); var l = functional.nll_loss(m.forward(x), y);")]
    [InlineData("var l = functional.nll_loss(fc.forward(x), y);", "var l = functional.nll_loss(fc.forward(x).log_softmax(1), y);")]
    [InlineData("var l = functional.nll_loss(2 * fc.forward(x), y);", "var l = functional.nll_loss((2 * fc.forward(x)).log_softmax(1), y);")]
    public Task Uses_log_softmax(string before, string after)
    {
        const string Data = "var x = torch.randn(4, 8); var y = torch.zeros(4, ScalarType.Int64); var fc = nn.Linear(8, 10);\n";
        return VerifyFix.Turns(new DL3003NotLogProbabilities(), new DL3003NotLogProbabilitiesFix(), Data + before, Data + after);
    }
}
