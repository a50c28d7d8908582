using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1006GradientsNotZeroedTests
{
    private const string After = """
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        static void Update(torch.optim.Optimizer o) => o.step();
        static void Back(Tensor loss) => loss.backward();
        static void Zero(torch.optim.Optimizer o) => o.zero_grad();
        static void Both(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { Loss(m).backward(); o.step(); }
        static void All(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { o.zero_grad(); Loss(m).backward(); o.step(); }
        """;

    private static Task Program(string body) => Verify.Reports(new DL1006GradientsNotZeroed(), $"""
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        {body}
        {After}
        """);

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("for (;;) { {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("while (true) { {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("int n = 0; do { {|E:Loss(model).backward()|}; optimizer.step(); } while (n++ < 9);")]
    [InlineData("foreach (var i in Enumerable.Range(0, 9)) { {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("optimizer.zero_grad(); for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); } optimizer.zero_grad();")]
    [InlineData("for (int i = 0; i < 9; i++) { Tensor? l = Loss(model); {|E:l?.backward()|}; optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:torch.autograd.backward(Loss(model))|}; optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; if (i % 4 == 3) optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Back(Loss(model))|}; Update(optimizer); }")]
    [InlineData("for (int i = 0; i < 9; i++) { {|E:Both(model, optimizer)|}; }")]
    [InlineData("var other = nn.Linear(2, 2); for (int i = 0; i < 9; i++) { other.zero_grad(); {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("var other = nn.Linear(2, 2); var o2 = torch.optim.SGD(other.parameters(), 0.1); for (int i = 0; i < 9; i++) { o2.zero_grad(); {|E:Loss(model).backward()|}; optimizer.step(); }")]
    [InlineData("using (var scope = torch.NewDisposeScope()) for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); /* optimizer.zero_grad(); */ }")]
    [InlineData("void Train() { for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); } } Train();")]
    [InlineData("Action train = () => { for (int i = 0; i < 9; i++) { {|E:Loss(model).backward()|}; optimizer.step(); } }; train();")]
    [InlineData("for (int e = 0; e < 9; e++) for (int i = 0; i < 9; i++) try { {|E:Loss(model).backward()|}; optimizer.step(); } finally { Console.WriteLine(i); }")]
    public Task Reports(string body) => Program(body);

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) { optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); optimizer.step(); optimizer.zero_grad(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { model.zero_grad(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Zero(optimizer); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { All(model, optimizer); }")]
    [InlineData("for (int i = 0; i < 9; i++) { optimizer.zero_grad(); Both(model, optimizer); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); optimizer.step(); foreach (var p in model.parameters()) p.grad = null; }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); optimizer.step(); foreach (var p in model.parameters()) p.grad?.zero_(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); if (i % 4 == 3) { optimizer.step(); optimizer.zero_grad(); } }")]
    [InlineData("for (int i = 0; i < 9; i++) { if (i % 4 == 0) optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("Loss(model).backward(); optimizer.step();")]
    [InlineData("for (int i = 0; i < 4; i++) Loss(model).backward(); optimizer.step();")]
    [InlineData("for (int i = 0; i < 4; i++) { var m = nn.Linear(8, 1); var o = torch.optim.SGD(m.parameters(), 0.1); Loss(m).backward(); o.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) optimizer.step(() => { optimizer.zero_grad(); var l = Loss(model); l.backward(); return l; });")]
    [InlineData("var o2 = torch.optim.Adam(model.parameters()); for (int i = 0; i < 9; i++) { o2.zero_grad(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Console.WriteLine(Loss(model).item<float>()); optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); }")]
    [InlineData("Action<torch.optim.Optimizer> clear = o => o.zero_grad(); for (int i = 0; i < 9; i++) { clear(optimizer); Loss(model).backward(); optimizer.step(); }")]
    public Task Is_silent(string body) => Program(body);

    [Fact]
    public Task Loop_in_another_method_than_the_step() => Verify.Reports(new DL1006GradientsNotZeroed(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.SGD(_model.parameters(), 0.1);
            public void Train() { for (int i = 0; i < 10; i++) {|E:Step()|}; }
            private void Step() { _model.forward(torch.randn(8)).sum().backward(); _optimizer.step(); }
        }
        """);

    [Fact]
    public Task Zeroed_by_the_caller_only() => Verify.Reports(new DL1006GradientsNotZeroed(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer() => _optimizer = torch.optim.SGD(_model.parameters(), 0.1);
            public void Train() { for (int i = 0; i < 10; i++) { _optimizer.zero_grad(); Step(); } }
            private void Step() { _model.forward(torch.randn(8)).sum().backward(); _optimizer.step(); }
        }
        """);

    [Fact]
    public Task A_pair_of_which_one_is_zeroed() => Verify.Reports(new DL1006GradientsNotZeroed(), """
        var g = nn.Linear(8, 8); var d = nn.Linear(8, 1);
        var optG = torch.optim.Adam(g.parameters()); var optD = torch.optim.Adam(d.parameters());
        for (;;)
        {
            optD.zero_grad(); d.forward(torch.randn(8)).sum().backward(); optD.step();
            {|E:d.forward(g.forward(torch.randn(8))).sum().backward()|}; optG.step();
        }
        """);
}

public sealed class DL1006GradientsNotZeroedFixTests
{
    [Fact]
    public Task Inserts_before_backward() => VerifyFix.Turns(
        new DL1006GradientsNotZeroed(),
        new DL1006GradientsNotZeroedFix(),
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            var loss = model.forward(torch.randn(8)).sum();
            loss.backward();
            optimizer.step();
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            var loss = model.forward(torch.randn(8)).sum();
            optimizer.zero_grad();
            loss.backward();
            optimizer.step();
        }
        """);
}
