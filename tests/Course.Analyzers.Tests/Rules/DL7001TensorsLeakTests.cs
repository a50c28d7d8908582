using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL7001TensorsLeakTests
{
    internal const string Setup = "var model = nn.Linear(8, 1); var opt = optim.Adam(model.parameters()); var (x, y) = (torch.randn(4, 8), torch.randn(4, 1));\n";

    internal const string Batch = "opt.zero_grad(); functional.mse_loss(model.forward(x), y).backward(); opt.step();";

    private static Task Check(string code) => Verify.Reports(new DL7001TensorsLeak(), Setup + code.Replace("BATCH", Batch, StringComparison.Ordinal));

    [Theory]
    [InlineData("[|for|] (int i = 0; i < 1000; i++) { BATCH }")]
    [InlineData("[|for|] (int i = 0; i < Environment.ProcessorCount; i++) { BATCH }")]
    [InlineData("[|while|] (true) { BATCH }")]
    [InlineData("[|do|] { BATCH } while (true);")]
    [InlineData("[|foreach|] (var i in Enumerable.Range(0, 1000)) { BATCH }")]
    [InlineData("for (int e = 0; e < 20; e++) { [|for|] (int b = 0; b < 50; b++) { BATCH } }")]
    [InlineData("for (int e = 0; e < 20; e++) { [|foreach|] (var b in new[] { x }) { BATCH } }")]
    [InlineData("[|for|] (int i = 0; i < 1000; i++) { var loss = model.forward(x).mean(); loss?.backward(); }")]
    [InlineData("[|for|] (int i = 0; i < 1000; i++) { using var _ = torch.no_grad(); Console.WriteLine(model.forward(x).item<float>()); }")]
    [InlineData("using (torch.no_grad()) { [|for|] (int i = 0; i < 1000; i++) Console.WriteLine(model.call(x).item<float>()); }")]
    [InlineData("Train(model, opt, x, y); static void Train(Linear model, optim.Optimizer opt, Tensor x, Tensor y) { [|for|] (int i = 0; i < 1000; i++) { BATCH } }")]
    [InlineData("Action train = () => { [|for|] (int i = 0; i < 1000; i++) { BATCH } }; train();")]
    [InlineData("Tensor? last = null; [|for|] (int i = 0; i < 1000; i++) { last = model.forward(x).mean(); last.backward(); }")]
    [InlineData("class T { private readonly Linear _m = nn.Linear(8, 1); public void Run(Tensor x) { [|while|] (true) _m.forward(x).mean().backward(); } }")]
    [InlineData("[|for|] (int i = 0; i < 1000; i++) { BATCH } using (torch.NewDisposeScope()) { }")]
    [InlineData("var loader = torch.utils.data.DataLoader(torch.utils.data.TensorDataset(x), 2); [|foreach|] (var batch in loader) Console.WriteLine(model.forward(batch[0]).item<float>());")]
    [InlineData("foreach (var e in new[] { 1, 2 }) Epoch(); void Epoch() { [|foreach|] (var each in new[] { x }) { model.forward(each).mean().backward(); } opt.step(); }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("for (int i = 0; i < 1000; i++) { using var scope = torch.NewDisposeScope(); BATCH }")]
    [InlineData("for (int i = 0; i < 1000; i++) { using (torch.NewDisposeScope()) { BATCH } }")]
    [InlineData("for (int i = 0; i < 1000; i++) { using (var s = NewDisposeScope()) { BATCH } }")]
    [InlineData("using var scope = torch.NewDisposeScope(); for (int i = 0; i < 1000; i++) { BATCH scope.DisposeEverything(); }")]
    [InlineData("for (int i = 0; i < 1000; i++) { using var p = model.forward(x); using var loss = functional.mse_loss(p, y); opt.zero_grad(); loss.backward(); opt.step(); }")]
    [InlineData("for (int i = 0; i < 1000; i++) { var loss = model.forward(x).mean(); loss.backward(); loss.Dispose(); }")]
    [InlineData("for (int i = 0; i < 1000; i++) { BATCH GC.Collect(); }")]
    [InlineData("for (int e = 0; e < 1000; e++) { for (int b = 0; b < 10; b++) { BATCH } GC.Collect(); }")]
    [InlineData("for (int i = 0; i < 50; i++) { BATCH }")]
    [InlineData("for (int e = 0; e < 9; e++) { for (int b = 0; b < 9; b++) { BATCH } }")]
    [InlineData("BATCH")]
    [InlineData("for (int i = 0; i < 1000; i++) { Step(); } void Step() { using var scope = torch.NewDisposeScope(); BATCH }")]
    [InlineData("for (int e = 0; e < 1000; e++) { using var scope = torch.NewDisposeScope(); Epoch(); } void Epoch() { for (int b = 0; b < 1000; b++) { BATCH } }")]
    [InlineData("for (int i = 0; i < 1000; i++) { using var scope = Open(); BATCH } static IDisposable Open() => torch.NewDisposeScope();")]
    [InlineData("Scoped(() => { for (int i = 0; i < 1000; i++) { BATCH } }); static void Scoped(Action run) { using var s = torch.NewDisposeScope(); run(); }")]
    [InlineData("foreach (var device in new[] { torch.CPU }) { var net = nn.Linear(8, 1, device: device); Console.WriteLine(net.forward(x)); net.forward(x).mean().backward(); }")]
    [InlineData("foreach (var device in new[] { torch.CPU }) { var w = torch.ones(2, requires_grad: true); (w * w).sum().backward(); }")]
    [InlineData("foreach (var file in new[] { \"a\", \"b\" }) Console.WriteLine(model.forward(torch.load(file)));")]
    [InlineData("for (int i = 0; i < 1000; i++) { new Look().backward(); } class Look { public void backward() { } }")]
    [InlineData("""
        var net = new Net();
        class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Linear> all = nn.ModuleList<Linear>();
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { foreach (var each in all) x = each.forward(x); return x; }
        }
        """)]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL7001TensorsLeakFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL7001TensorsLeak(), new DL7001TensorsLeakFix(),
        DL7001TensorsLeakTests.Setup + before.Replace("BATCH", DL7001TensorsLeakTests.Batch, StringComparison.Ordinal), DL7001TensorsLeakTests.Setup + after.Replace("BATCH", DL7001TensorsLeakTests.Batch, StringComparison.Ordinal));

    [Theory]
    [InlineData("while (true)\n{\n    BATCH\n}", "while (true)\n{\n    using var scope = torch.NewDisposeScope();\n    BATCH\n}")]
    [InlineData("for (int scope = 0; scope < 1000; scope++) { BATCH }", "for (int scope = 0; scope < 1000; scope++) { using var disposeScope = torch.NewDisposeScope(); BATCH }")]
    [InlineData("foreach (var i in Enumerable.Range(0, 1000)) { var loss = model.forward(x).mean(); loss = loss * 2; loss.backward(); }", "foreach (var i in Enumerable.Range(0, 1000)) { using var scope = torch.NewDisposeScope(); var loss = model.forward(x).mean(); loss = loss * 2; loss.backward(); }")]
    public Task Opens_a_scope(string before, string after) => Turns(before, after);

    [Theory]
    [InlineData("Tensor? last = null; while (true) { last = model.forward(x).mean(); last.backward(); }")]
    [InlineData("var all = new List<Tensor>(); while (true) { var loss = model.forward(x).mean(); loss.backward(); all.Add(loss); }")]
    [InlineData("Tensor F() { while (true) { var loss = model.forward(x).mean(); loss.backward(); if (Environment.ProcessorCount > 2) return loss; } } F();")]
    [InlineData("while (true) model.forward(x).mean().backward();")]
    public Task Is_not_offered_where_a_tensor_outlives_the_iteration(string code) => Turns(code, code);
}
