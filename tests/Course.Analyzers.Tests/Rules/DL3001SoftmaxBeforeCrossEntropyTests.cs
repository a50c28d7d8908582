using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL3001SoftmaxBeforeCrossEntropyTests
{
    private const string Models = """
        class Ends : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 16), two = nn.Linear(16, 10);
            public Ends() : base("e") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { x = functional.relu(one.forward(x)); x = two.forward(x); return functional.softmax(x, 1); }
        }
        class EndsInField : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            private readonly Softmax softmax = nn.Softmax(1);
            public EndsInField() : base("e") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => softmax.forward(one.forward(x));
        }
        class Logits : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            public Logits() : base("l") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => one.forward(x);
            public Tensor Act(Tensor x) => functional.softmax(forward(x), 1);
        }
        class Depends : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 10);
            public Depends() : base("d") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { x = one.forward(x); if (training) return x; return functional.softmax(x, 1); }
        }
        class Attends : Module<Tensor, Tensor>
        {
            private readonly Linear q = nn.Linear(8, 8), head = nn.Linear(8, 10);
            public Attends() : base("a") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { var w = functional.softmax(q.forward(x), 1); return head.forward(w * x); }
        }
        """;

    private static Task Check(string code) => Verify.Reports(new DL3001SoftmaxBeforeCrossEntropy(), $"""
        var x = torch.randn(4, 8); var y = torch.zeros(4, ScalarType.Int64);
        {code}
        """, null, Models);

    [Theory]
    [InlineData("var p = functional.softmax(x, 1); var l = [|functional.cross_entropy(p, y)|];")]
    [InlineData("var l = [|functional.cross_entropy(functional.softmax(x, 1), y)|];")]
    [InlineData("var l = [|functional.cross_entropy(x.softmax(1), y)|];")]
    [InlineData("var l = [|functional.cross_entropy(torch.softmax(x, 1), y)|];")]
    [InlineData("var l = [|functional.cross_entropy(functional.log_softmax(x, 1), y)|];")]
    [InlineData("var l = [|functional.cross_entropy(x.log_softmax(1), y)|];")]
    [InlineData("var ce = nn.CrossEntropyLoss(); var l = [|ce.forward(x.softmax(1), y)|];")]
    [InlineData("var ce = new CrossEntropyLoss(); var l = [|ce.call(x.softmax(1), y)|];")]
    [InlineData("Loss<Tensor, Tensor, Tensor> ce = nn.CrossEntropyLoss(); var l = [|ce.forward(x.softmax(1), y)|];")]
    [InlineData("var l = [|functional.cross_entropy(x.softmax(1).view(-1, 8), y)|];")]
    [InlineData("var m = new Ends(); for (int i = 0; i < 9; i++) { var o = m.forward(x); var l = [|functional.cross_entropy(o, y)|]; l.backward(); }")]
    [InlineData("var m = new EndsInField(); using var o = m.call(x); var l = [|nn.CrossEntropyLoss().forward(o, y)|];")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.Softmax(1)); var l = [|functional.cross_entropy(m.forward(x), y)|];")]
    [InlineData("var m = nn.Sequential((\"a\", nn.Linear(8, 10)), (\"b\", nn.LogSoftmax(1))); var l = [|functional.cross_entropy(m.forward(x), y)|];")]
    [InlineData("var m = new Logits(); var l = [|functional.cross_entropy(m.Act(x), y)|];")]
    [InlineData("var p = x; p = p.softmax(1); p = p.to(torch.CPU); var l = [|functional.cross_entropy(p, y)|];")]
    [InlineData("Loss(x.softmax(1), y); static Tensor Loss(Tensor p, Tensor t) => [|functional.cross_entropy(p, t)|];")]
    [InlineData("var s = nn.Softmax(1); var l = [|functional.cross_entropy(s.forward(x), y)|];")]
    [InlineData("Module<Tensor, Tensor> m = new Ends(); var l = [|functional.cross_entropy(m.forward(x), y)|];")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var l = functional.cross_entropy(x, y);")]
    [InlineData("var m = new Logits(); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("var m = new Logits(); var o = m.forward(x); var p = functional.softmax(o, 1); Console.WriteLine(p); var l = functional.cross_entropy(o, y);")]
    [InlineData("var m = new Depends(); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("var m = new Attends(); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("var l = functional.nll_loss(functional.log_softmax(x, 1), y);")]
    [InlineData("var l = nn.NLLLoss().forward(functional.log_softmax(x, 1), y);")]
    [InlineData("var l = functional.cross_entropy(nn.Linear(8, 10).forward(x.softmax(1)), y);")]
    [InlineData("var l = functional.cross_entropy(x * 2, x.softmax(1));")]
    [InlineData("var l = functional.cross_entropy(x.sigmoid(), y);")]
    [InlineData("var l = functional.cross_entropy(x.softmax(1) * 10, y);")]
    [InlineData("var l = functional.cross_entropy(Environment.ProcessorCount > 2 ? x.softmax(1) : x, y);")]
    [InlineData("Tensor p = x; if (Environment.ProcessorCount > 2) p = x.softmax(1); var l = functional.cross_entropy(p, y);")]
    [InlineData("Loss(x.softmax(1), y); Loss(x, y); static Tensor Loss(Tensor p, Tensor t) => functional.cross_entropy(p, t);")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.Softmax(1), nn.Linear(10, 10)); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("Module<Tensor, Tensor> m = Environment.ProcessorCount > 2 ? new Ends() : new Logits(); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("Loss<Tensor, Tensor, Tensor> ce = nn.MSELoss(); var l = ce.forward(x.softmax(1), y);")]
    [InlineData("for (int i = 0; i < 3; i++) { var l = functional.cross_entropy(x, y); x = x.softmax(1); }")]
    public Task Is_silent(string code) => Check(code);

    [Fact]
    public Task A_trainer_that_holds_model_and_loss() => Verify.Reports(new DL3001SoftmaxBeforeCrossEntropy(), """
        class Trainer
        {
            private readonly Module<Tensor, Tensor> _model = new Ends();
            private readonly Loss<Tensor, Tensor, Tensor> _loss = nn.CrossEntropyLoss();
            public float Step(Tensor x, Tensor y)
            {
                using var scope = torch.NewDisposeScope();
                var output = _model.forward(x);
                var loss = [|_loss.forward(output, y)|];
                loss.backward();
                return loss.item<float>();
            }
        }
        """, null, Models);
}

public sealed class DL3001SoftmaxBeforeCrossEntropyFixTests
{
    [Theory]
    [InlineData("var l = functional.cross_entropy(functional.softmax(x, 1), y);", "var l = functional.cross_entropy(x, y);")]
    [InlineData("var p = x.softmax(1); var l = functional.cross_entropy(p, y);", "var p = x; var l = functional.cross_entropy(p, y);")]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 10), nn.Softmax(1)); var l = functional.cross_entropy(m.forward(x), y);", "var m = nn.Sequential(nn.Linear(8, 10)); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("var m = nn.Sequential((\"a\", nn.Linear(8, 10)), (\"b\", nn.LogSoftmax(1))); var l = functional.cross_entropy(m.forward(x), y);", "var m = nn.Sequential((\"a\", nn.Linear(8, 10))); var l = functional.cross_entropy(m.forward(x), y);")]
    [InlineData("var s = nn.Softmax(1); var l = functional.cross_entropy(s.forward(x), y);", "var s = nn.Softmax(1); var l = functional.cross_entropy(x, y);")]
    public Task Removes_it(string before, string after)
    {
        const string Data = "var x = torch.randn(4, 8); var y = torch.zeros(4, ScalarType.Int64);\n";
        return VerifyFix.Turns(new DL3001SoftmaxBeforeCrossEntropy(), new DL3001SoftmaxBeforeCrossEntropyFix(), Data + before, Data + after);
    }
}
