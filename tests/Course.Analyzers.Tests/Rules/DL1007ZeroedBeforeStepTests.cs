using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1007ZeroedBeforeStepTests
{
    private const string Bad = "{|E:optimizer.zero_grad()|}";

    private static Task Program(string body, string after = "") => Verify.Reports(new DL1007ZeroedBeforeStep(), $$"""
        var model = nn.Linear(8, 1); var other = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1); var second = torch.optim.SGD(other.parameters(), 0.1);
        {{body}}
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        static void Update(torch.optim.Optimizer o) => o.step();
        static void Back(Tensor loss) => loss.backward();
        static void Zero(torch.optim.Optimizer o) => o.zero_grad();
        static void ZeroAndStep(torch.optim.Optimizer o) { o.zero_grad(); o.step(); }
        static void All(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { o.zero_grad(); Loss(m).backward(); o.step(); }
        static void Wrong(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { Loss(m).backward(); {|E:o.zero_grad()|}; o.step(); }
        {{after}}
        """);

    public static TheoryData<string> Thrown => new()
    {
        { $"for (;;) {{ Loss(model).backward(); {Bad}; optimizer.step(); }}" },
        { $"Loss(model).backward(); {Bad}; optimizer.step();" },
        { "for (;;) { Loss(model).backward(); {|E:model.zero_grad()|}; optimizer.step(); }" },
        { $"for (;;) {{ Tensor? l = Loss(model); l?.backward(); {Bad}; optimizer.step(); }}" },
        { $"for (;;) {{ torch.autograd.backward(Loss(model)); {Bad}; optimizer.step(); }}" },
        { $"for (;;) {{ using var scope = torch.NewDisposeScope(); Loss(model).backward(); {Bad}; optimizer.step(); }}" },
        { $"for (;;) {{ Loss(model).backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); {Bad}; optimizer.step(); }}" },
        { $"for (;;) {{ Loss(model).backward(); {Bad}; torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); }}" },
        { $"for (int i = 0; i < 9; i++) {{ Loss(model).backward(); if (i % 4 == 3) {{ {Bad}; optimizer.step(); }} }}" },
        { $"for (;;) {{ Back(Loss(model)); {Bad}; Update(optimizer); }}" },
        { "for (;;) { Loss(model).backward(); {|E:Zero(optimizer)|}; optimizer.step(); }" },
        { "for (;;) { Loss(model).backward(); {|E:ZeroAndStep(optimizer)|}; }" },
        { "for (;;) { optimizer.step(() => { var l = Loss(model); l.backward(); {|E:optimizer.zero_grad()|}; return l; }); }" },
        { $"Action train = () => {{ Loss(model).backward(); {Bad}; optimizer.step(); }}; train();" },
        { $"void Train() {{ Loss(model).backward(); {Bad}; optimizer.step(); }} Train();" },
        { $"var alias = optimizer; for (;;) {{ Loss(model).backward(); {Bad}; alias.step(); }}" },
        { $"for (;;) {{ Loss(model).backward(); {Bad}; optimizer.step(); optimizer.zero_grad(); }}" },
        { $"for (;;) try {{ Loss(model).backward(); {Bad}; }} finally {{ optimizer.step(); }}" },
    };

    public static TheoryData<string> Kept => new()
    {
        { "for (;;) { optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }" },
        { "for (;;) { Loss(model).backward(); optimizer.step(); optimizer.zero_grad(); }" },
        { "for (;;) { optimizer.step(); optimizer.zero_grad(); Loss(model).backward(); }" },
        { "for (;;) { All(model, optimizer); }" },
        { "for (;;) { Loss(model).backward(); second.zero_grad(); optimizer.step(); }" },
        { "for (;;) { Loss(model).backward(); other.zero_grad(); optimizer.step(); }" },
        { "for (;;) { second.zero_grad(); Loss(other).backward(); second.step(); optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }" },
        { "for (int i = 0; i < 9; i++) { if (i % 4 == 0) optimizer.zero_grad(); Loss(model).backward(); if (i % 4 == 3) optimizer.step(); }" },
        { "for (int i = 0; i < 9; i++) { Loss(model).backward(); if (i == 0) optimizer.zero_grad(); optimizer.step(); }" },
        { "for (;;) { Loss(model).backward(); optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }" },
        { "for (;;) { optimizer.zero_grad(); Loss(model); optimizer.step(); }" },
        { "for (;;) optimizer.step(() => { optimizer.zero_grad(); var l = Loss(model); l.backward(); return l; });" },
        { "Func<Tensor>? closure = Hidden.Closure; Loss(model).backward(); optimizer.zero_grad(); optimizer.step(closure);" },

        // Gradients are saved, and put back.
        { "for (;;) { Loss(model).backward(); var g = model.weight!.grad!.clone(); optimizer.zero_grad(); model.weight.grad = g; optimizer.step(); }" },
        { "for (;;) { Loss(model).backward(); optimizer.zero_grad(); foreach (var p in model.parameters()) p.grad = torch.randn(p.shape); optimizer.step(); }" },

        // A part is zeroed, the rest is stepped.
        { "var both = torch.optim.SGD(model.parameters().Concat(other.parameters()), 0.1); for (;;) { Loss(model).backward(); other.zero_grad(); both.step(); }" },
        { "var mine = new Keeps(model.parameters()); for (;;) { Loss(model).backward(); mine.zero_grad(); mine.step(); }" },
        { "var o = new Mine(); for (;;) { Loss(model).backward(); o.zero_grad(); o.step(); }" },
    };

    [Theory]
    [MemberData(nameof(Thrown))]
    public Task Reports(string body) => Program(body);

    [Theory]
    [MemberData(nameof(Kept))]
    public Task Is_silent(string body) => Program(body, """
        static class Hidden { public static Func<Tensor>? Closure = (Func<Tensor>?)Activator.CreateInstance(typeof(object)); }
        class Keeps(IEnumerable<Parameter> p) : SGD(p, 0.1) { private readonly List<Tensor> _kept = new(); public override void zero_grad() { _kept.Clear(); base.zero_grad(); } }
        class Mine { public void zero_grad() { } public void step() { } }
        """);

    [Fact]
    public Task Fields_of_a_trainer() => Verify.Reports(new DL1007ZeroedBeforeStep(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.SGD(_model.parameters(), 0.1);
            public void Step(Tensor x) { _model.forward(x).sum().backward(); {|E:Finish()|}; }
            private void Finish() { _optimizer.zero_grad(); _optimizer.step(); }
            public void Other(Tensor x) { _model.forward(x).sum().backward(); {|E:_optimizer.zero_grad()|}; _optimizer.step(); }
        }
        """);
}

public sealed class DL1007ZeroedBeforeStepFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL1007ZeroedBeforeStep(), new DL1007ZeroedBeforeStepFix(), before, after);

    [Fact]
    public Task Keeps_what_accumulates() => Turns(
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            model.forward(torch.randn(8)).sum().backward();
            if (i % 4 == 3)
            {
                // Update.
                optimizer.zero_grad();
                optimizer.step();
            }
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            model.forward(torch.randn(8)).sum().backward();
            if (i % 4 == 3)
            {
                // Update.
                optimizer.step();
                optimizer.zero_grad();
            }
        }
        """);

    [Fact]
    public async Task Is_not_offered_across_a_call()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            var optimizer = torch.optim.SGD(model.parameters(), 0.1);
            model.forward(torch.randn(8)).sum().backward();
            ZeroAndStep(optimizer);
            static void ZeroAndStep(torch.optim.Optimizer o) { o.zero_grad(); o.step(); }
            """;
        await Turns(Code, Code);
    }
}
