using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3002SigmoidMismatchTests
{
    private const string Models = """
        class Squashes : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 1);
            public Squashes() : base("s") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => torch.sigmoid(one.forward(x));
        }
        class SquashesInField : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 1);
            private readonly Sigmoid act = nn.Sigmoid();
            public SquashesInField() : base("s") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { x = one.forward(x); return act.forward(x); }
        }
        class Raw : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 1);
            public Raw() : base("r") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => one.forward(x);
            public Tensor Probability(Tensor x) => forward(x).sigmoid();
        }
        class Depends : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 1);
            public Depends() : base("d") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { x = one.forward(x); return training ? x : x.sigmoid(); }
        }
        static class Mine
        {
            public static Tensor binary_cross_entropy(Tensor p, Tensor t) => p - t;
            public static Tensor sigmoid(Tensor x) => x;
        }
        """;

    private static Task Check(string code) => Verify.Reports(new DL3002SigmoidMismatch(), $"""
        var x = torch.randn(4, 8); var y = torch.ones(4, 1); var w = torch.ones(4, 1); var fc = nn.Linear(8, 1);
        {code}
        """, null, Models);

    [Theory]
    [InlineData("var l = [|functional.binary_cross_entropy_with_logits(x.sigmoid(), y)|];")]
    [InlineData("var l = [|functional.binary_cross_entropy_with_logits(torch.sigmoid(x), y)|];")]
    [InlineData("var l = [|functional.binary_cross_entropy_with_logits(functional.sigmoid(x), y, w)|];")]
    [InlineData("var p = torch.sigmoid(fc.forward(x)); var l = [|functional.binary_cross_entropy_with_logits(p, y)|];")]
    [InlineData("var p = fc.forward(x).sigmoid(); p = p.squeeze(1); var l = [|functional.binary_cross_entropy_with_logits(p, y)|];")]
    [InlineData("var bce = nn.BCEWithLogitsLoss(); var l = [|bce.forward(x.sigmoid(), y)|];")]
    [InlineData("var bce = new Squashes(); var l = [|nn.BCEWithLogitsLoss(pos_weights: w).call(bce.forward(x), y)|];")]
    [InlineData("Loss<Tensor, Tensor, Tensor> bce = nn.BCEWithLogitsLoss(); Module<Tensor, Tensor> m = new SquashesInField(); var l = [|bce.forward(m.forward(x), y)|];")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid()); for (int i = 0; i < 9; i++) { using var o = m.forward(x); var l = [|functional.binary_cross_entropy_with_logits(o, y)|]; l.backward(); }")]
    [InlineData("var m = new Raw(); var l = [|functional.binary_cross_entropy_with_logits(m.Probability(x), y)|];")]
    [InlineData("Cost(x.sigmoid(), y); static Tensor Cost(Tensor p, Tensor t) => [|functional.binary_cross_entropy_with_logits(p, t)|];")]
    [InlineData("var l = [|functional.binary_cross_entropy(fc.forward(x), y)|];")]
    [InlineData("var l = [|functional.binary_cross_entropy(fc.forward(x).squeeze(1), y)|];")]
    [InlineData("var l = [|nn.BCELoss().forward(fc.call(x), y)|];")]
    [InlineData("var m = new Raw(); Loss<Tensor, Tensor, Tensor> bce = new BCELossHolder().Loss; var l = [|bce.forward(m.forward(x), y)|]; class BCELossHolder { public Loss<Tensor, Tensor, Tensor> Loss { get; } = nn.BCELoss(); }")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1)); var l = [|functional.binary_cross_entropy(m.forward(x), y)|];")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1), nn.ReLU()); var l = [|functional.binary_cross_entropy(m.forward(x), y)|];")]
    [InlineData("var m = nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8)); var l = [|functional.binary_cross_entropy(m.forward(x), y)|];")]
    [InlineData("var d = nn.Sequential(nn.Linear(8, 1)); var bce = nn.BCELoss(); var l = [|bce.forward(d.forward(x), y)|] + [|bce.forward(d.forward(-x), torch.zeros(4, 1))|];")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.binary_cross_entropy(x.sigmoid(), y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(fc.forward(x), y);")]
    [InlineData("var l = functional.binary_cross_entropy(x, y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(x, y.sigmoid());")]
    [InlineData("var m = new Squashes(); var l = nn.BCELoss().forward(m.forward(x), y);")]
    [InlineData("var m = new SquashesInField(); var l = nn.BCELoss().forward(m.forward(x), y);")]
    [InlineData("var m = new Raw(); var o = m.forward(x); var p = torch.sigmoid(o); Console.WriteLine(p); var l = functional.binary_cross_entropy_with_logits(o, y);")]
    [InlineData("var m = new Depends(); var l = functional.binary_cross_entropy_with_logits(m.forward(x), y);")]
    [InlineData("var m = new Depends(); var l = functional.binary_cross_entropy(m.forward(x), y);")]
    [InlineData("var l = functional.binary_cross_entropy(fc.forward(x).clamp(0, 1), y);")]
    [InlineData("var l = functional.binary_cross_entropy((fc.forward(x).tanh() + 1) / 2, y);")]
    [InlineData("var l = functional.binary_cross_entropy(functional.softmax(fc.forward(x), 1), y);")]
    [InlineData("var l = functional.binary_cross_entropy(functional.hardsigmoid(fc.forward(x)), y);")]
    [InlineData("var l = functional.binary_cross_entropy(1 / (1 + (-fc.forward(x)).exp()), y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(x * x.sigmoid(), y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(fc.forward(x.sigmoid()), y);")]
    [InlineData("var l = Mine.binary_cross_entropy(fc.forward(x), y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(Mine.sigmoid(fc.forward(x)), y);")]
    [InlineData("Module<Tensor, Tensor> m = Environment.ProcessorCount > 2 ? new Squashes() : new Raw(); var l = nn.BCELoss().forward(m.forward(x), y);")]
    [InlineData("Loss<Tensor, Tensor, Tensor> bce = Environment.ProcessorCount > 2 ? nn.BCELoss() : nn.BCEWithLogitsLoss(); var l = bce.forward(fc.forward(x), y);")]
    [InlineData("Cost(x.sigmoid(), y); Cost(fc.forward(x), y); static Tensor Cost(Tensor p, Tensor t) => functional.binary_cross_entropy(p, t);")]
    [InlineData("Tensor p = x; if (Environment.ProcessorCount > 2) p = x.sigmoid(); var l = functional.binary_cross_entropy_with_logits(p, y);")]
    public Task Is_silent(string code) => Check(code);

    [Fact]
    public Task A_trainer_that_holds_model_and_loss() => Verify.Reports(new DL3002SigmoidMismatch(), """
        class Trainer
        {
            private readonly Module<Tensor, Tensor> _model;
            private readonly Loss<Tensor, Tensor, Tensor> _loss;
            public Trainer() { _model = new Raw(); _loss = nn.BCELoss(); }
            public void Step(Tensor x, Tensor y)
            {
                using var scope = torch.NewDisposeScope();
                var output = _model.forward(x);
                var loss = [|_loss.forward(output, y)|];
                loss?.backward();
            }
        }
        """, null, Models);

    [Fact]
    public Task A_loss_in_a_closure() => Verify.Reports(new DL3002SigmoidMismatch(), """
        var m = new Raw();
        Func<Tensor, Tensor, Tensor> cost = (x, y) => [|functional.binary_cross_entropy(m.forward(x), y)|];
        cost(torch.randn(4, 8), torch.ones(4, 1)).backward();
        """, null, Models);
}

public sealed class DL3002SigmoidMismatchFixTests
{
    [Theory]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(x.sigmoid(), y);", "var l = functional.binary_cross_entropy_with_logits(x, y);")]
    [InlineData("var l = functional.binary_cross_entropy_with_logits(torch.sigmoid(x + 1).view(-1), y);", "var l = functional.binary_cross_entropy_with_logits((x + 1).view(-1), y);")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 1), nn.Sigmoid()); var l = functional.binary_cross_entropy_with_logits(m.forward(x), y);", "var m = nn.Sequential(nn.Linear(8, 1)); var l = functional.binary_cross_entropy_with_logits(m.forward(x), y);")]
    [InlineData("var act = nn.Sigmoid(); var l = functional.binary_cross_entropy_with_logits(act.forward(x), y);", "var act = nn.Sigmoid(); var l = functional.binary_cross_entropy_with_logits(x, y);")]
    [InlineData("var p = x.sigmoid(); Console.WriteLine(p); var l = functional.binary_cross_entropy_with_logits(p, y);", "var p = x.sigmoid(); Console.WriteLine(p); var l = functional.binary_cross_entropy_with_logits(p, y);")]
    [InlineData("var l = functional.binary_cross_entropy(fc.forward(x), y);", "var l = functional.binary_cross_entropy_with_logits(fc.forward(x), y);")]
    [InlineData("var l = nn.BCELoss().forward(fc.forward(x), y);", "var l = nn.BCEWithLogitsLoss().forward(fc.forward(x), y);")]
    [InlineData("BCELoss bce = nn.BCELoss(); var l = bce.forward(fc.forward(x), y);", "BCEWithLogitsLoss bce = nn.BCEWithLogitsLoss(); var l = bce.forward(fc.forward(x), y);")]
    [InlineData("Loss<Tensor, Tensor, Tensor> bce = nn.BCELoss(); var l = bce.forward(fc.forward(x), y); var k = bce.forward(fc.forward(-x), y);", "Loss<Tensor, Tensor, Tensor> bce = nn.BCEWithLogitsLoss(); var l = bce.forward(fc.forward(x), y); var k = bce.forward(fc.forward(-x), y);")]
    [InlineData("var bce = nn.BCELoss(); var l = bce.forward(fc.forward(x), y); var k = bce.forward(fc.forward(x).sigmoid(), y);", "var bce = nn.BCELoss(); var l = bce.forward(fc.forward(x), y); var k = bce.forward(fc.forward(x).sigmoid(), y);")]
    public Task Ends_up_with_logits(string before, string after)
    {
        const string Data = "var x = torch.randn(4, 8); var y = torch.ones(4, 1); var fc = nn.Linear(8, 1);\n";
        return VerifyFix.Turns(new DL3002SigmoidMismatch(), new DL3002SigmoidMismatchFix(), Data + before, Data + after);
    }
}
