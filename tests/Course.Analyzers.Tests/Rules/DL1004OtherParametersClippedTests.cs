using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1004OtherParametersClippedTests
{
    private const string Nets = """
        class Net : Module<Tensor, Tensor>
        {
            public readonly LSTM lstm = nn.LSTM(8, 16);
            public readonly Head head = new();
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(lstm.forward(x).Item1);
        }
        class Head : Module<Tensor, Tensor>
        {
            public readonly Linear inner = nn.Linear(16, 1);
            public Head() : base("head") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => inner.forward(x);
        }
        class Holder : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> trunk;
            private readonly Linear own = nn.Linear(8, 8);
            public Holder(Module<Tensor, Tensor> trunk) : base("holder") { this.trunk = trunk; RegisterComponents(); }
            public override Tensor forward(Tensor x) => own.forward(trunk.forward(x));
        }
        """;

    private static Task Check(string code) => Verify.Reports(new DL1004OtherParametersClipped(), code, null, Nets);

    private static Task InLoop(string optimizer, string body, string after = "") => Check($$"""
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1); var net = new Net();
        var optimizer = {{optimizer}};
        for (int i = 0; i < 100; i++)
        {
            optimizer.zero_grad();
            {{body}}
        }
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        {{after}}
        """);

    private const string OfA = "torch.optim.SGD(a.parameters(), 0.1)";
    private const string OfBoth = "torch.optim.SGD(a.parameters().Concat(b.parameters()), 0.1)";
    private const string OfNet = "torch.optim.Adam(net.parameters())";

    [Theory]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_value_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData("new SGD(a.parameters(), 0.1)", "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); var list = b.parameters(); torch.nn.utils.clip_grad_norm_({|W:list|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters().ToList()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:new[] { b.weight! }|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Tensor? loss = Loss(a); loss?.backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); if (i > -1) torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); Update(optimizer);")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:net.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfA, "optimizer.step(() => { optimizer.zero_grad(); var l = Loss(a); l.backward(); torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0); return l; }); Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfBoth, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_({|W:a.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfBoth, "(Loss(a) + Loss(b)).backward(); torch.nn.utils.clip_grad_norm_({|W:b.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfNet, "Loss(net).backward(); torch.nn.utils.clip_grad_norm_({|W:net.head.parameters()|}, 1.0); optimizer.step();")]
    [InlineData(OfNet, "Loss(net).backward(); torch.nn.utils.clip_grad_norm_({|W:net.head.inner.parameters()|}, 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(net.parameters().Concat(a.parameters()), 0.1)", "Loss(net).backward(); torch.nn.utils.clip_grad_norm_({|W:a.parameters()|}, 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(net.lstm.parameters().Concat(net.head.parameters()), 0.1)", "Loss(net).backward(); torch.nn.utils.clip_grad_norm_({|W:net.head.parameters()|}, 1.0); optimizer.step();")]
    public Task Reports(string optimizer, string body) => InLoop(optimizer, body, "static void Update(torch.optim.Optimizer o) => o.step();");

    [Theory]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(optimizer.parameters(), 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters().Concat(b.parameters()), 1.0); optimizer.step();")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); torch.nn.utils.clip_grad_norm_(a.parameters().Where(p => p.requires_grad), 1.0); optimizer.step();")]
    [InlineData(OfBoth, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters().Concat(b.parameters()), 1.0); optimizer.step();")]

    // Several groups, each with a bound of its own.
    [InlineData(OfBoth, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); torch.nn.utils.clip_grad_norm_(b.parameters(), 0.1); optimizer.step();")]
    [InlineData(OfNet, "Loss(net).backward(); torch.nn.utils.clip_grad_norm_(net.head.parameters(), 1.0); torch.nn.utils.clip_grad_norm_(net.lstm.parameters(), 1.0); optimizer.step();")]

    // The part that explodes is picked out, or more than is moved is bounded.
    [InlineData(OfNet, "Loss(net).backward(); torch.nn.utils.clip_grad_norm_(net.lstm.parameters(), 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(net.lstm.parameters().Concat(net.head.parameters()), 0.1)", "Loss(net).backward(); torch.nn.utils.clip_grad_norm_(net.lstm.parameters(), 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(net.head.parameters(), 0.1)", "Loss(net).backward(); torch.nn.utils.clip_grad_norm_(net.parameters(), 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(net.parameters().Where(p => p.requires_grad), 0.1)", "Loss(net).backward(); torch.nn.utils.clip_grad_norm_(net.head.parameters(), 1.0); optimizer.step();")]

    // What shares a trunk shares parameters.
    [InlineData("torch.optim.SGD(new Holder(a).parameters(), 0.1)", "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optimizer.step();")]
    [InlineData("torch.optim.SGD(nn.Sequential(a, nn.ReLU()).parameters(), 0.1)", "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optimizer.step();")]

    // Measured, misplaced, unknown.
    [InlineData(OfA, "Loss(a).backward(); var n = torch.nn.utils.clip_grad_norm_(b.parameters(), double.PositiveInfinity); optimizer.step(); Console.WriteLine(n);")]
    [InlineData(OfA, "Loss(a).backward(); optimizer.step(); torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0);")]
    [InlineData(OfA, "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(Pick(), 1.0); optimizer.step();")]
    [InlineData(OfA, "optimizer.add_param_group(new SGD.ParamGroup(b.parameters(), 0.1)); Loss(b).backward(); torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0); optimizer.step();")]
    [InlineData("Other.Make()", "Loss(a).backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optimizer.step();")]
    public Task Is_silent(string optimizer, string body) => InLoop(optimizer, body, """
        static IEnumerable<Parameter> Pick() => (IEnumerable<Parameter>)Activator.CreateInstance<List<Parameter>>();
        static class Other { public static SGD Make() => (SGD)Activator.CreateInstance(typeof(SGD))!; }
        """);

    [Fact]
    public Task A_generative_pair() => Check("""
        var g = nn.Linear(8, 8); var d = nn.Linear(8, 1);
        var optG = torch.optim.Adam(g.parameters()); var optD = torch.optim.Adam(d.parameters());
        for (;;)
        {
            optD.zero_grad(); d.forward(torch.randn(8)).sum().backward(); torch.nn.utils.clip_grad_norm_(d.parameters(), 1.0); optD.step();
            optG.zero_grad(); d.forward(g.forward(torch.randn(8))).sum().backward(); torch.nn.utils.clip_grad_norm_(g.parameters(), 1.0); optG.step();
        }
        """);

    [Fact]
    public Task Fields_of_a_trainer() => Check("""
        class Trainer
        {
            private readonly Linear _actor = nn.Linear(8, 2);
            private readonly Linear _critic = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.Adam(_actor.parameters());
            public void Step(Tensor x) { _optimizer.zero_grad(); _actor.forward(x).sum().backward(); torch.nn.utils.clip_grad_norm_({|W:_critic.parameters()|}, 1.0); _optimizer.step(); }
        }
        """);

    [Fact]
    public Task Model_and_optimizer_as_parameters() => Check("""
        static class Trainer
        {
            public static void Run() { var one = nn.Linear(8, 1); var two = nn.Linear(8, 1); Train(one, two, torch.optim.Adam(one.parameters())); }
            private static void Train(Module<Tensor, Tensor> one, Module<Tensor, Tensor> two, torch.optim.Optimizer o)
            {
                o.zero_grad(); one.forward(torch.randn(8)).sum().backward(); torch.nn.utils.clip_grad_norm_({|W:two.parameters()|}, 1.0); o.step();
            }
        }
        """);

    [Fact]
    public Task A_look_alike_is_none_of_ours() => Check("""
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var o = torch.optim.SGD(a.parameters(), 0.1);
        a.forward(torch.randn(8)).sum().backward(); Mine.clip_grad_norm_(b.parameters(), 1.0); o.step();
        static class Mine { public static void clip_grad_norm_(IEnumerable<Parameter> p, double max) { } }
        """);
}

public sealed class DL1004OtherParametersClippedFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL1004OtherParametersClipped(), new DL1004OtherParametersClippedFix(), before, after);

    [Fact]
    public Task Names_the_model() => Turns(
        """
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var o = torch.optim.SGD(a.parameters(), 0.1);
        a.forward(torch.randn(8)).sum().backward();
        torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0);
        o.step();
        """,
        """
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var o = torch.optim.SGD(a.parameters(), 0.1);
        a.forward(torch.randn(8)).sum().backward();
        torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0);
        o.step();
        """);

    [Fact]
    public Task Names_the_optimizer_where_it_holds_several() => Turns(
        """
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var o = torch.optim.SGD(a.parameters().Concat(b.parameters()), 0.1);
        a.forward(torch.randn(8)).sum().backward();
        torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0); // half
        o.step();
        """,
        """
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var o = torch.optim.SGD(a.parameters().Concat(b.parameters()), 0.1);
        a.forward(torch.randn(8)).sum().backward();
        torch.nn.utils.clip_grad_norm_(o.parameters(), 1.0); // half
        o.step();
        """);
}
