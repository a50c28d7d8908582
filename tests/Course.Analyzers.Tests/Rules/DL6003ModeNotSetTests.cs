using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL6003ModeNotSetTests
{
    internal const string Nets = """
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 16), two = nn.Linear(16, 1);
            private readonly Dropout drop = nn.Dropout(0.5);
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => two.forward(drop.forward(functional.relu(one.forward(x))));
        }
        class Normed : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> all = nn.Sequential(nn.Linear(8, 16), nn.BatchNorm1d(16), nn.ReLU(), nn.Linear(16, 1));
            public Normed() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => all.forward(x);
        }
        class Plain : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 1);
            public Plain() : base("p") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => one.forward(x);
        }
        """;

    internal const string Data = "var (x, y) = (torch.randn(4, 8), torch.randn(4, 1));\n";

    internal const string Batch = "opt.zero_grad(); functional.mse_loss(model.forward(x), y).backward(); opt.step();";

    private static Task Check(string code) => Verify.Reports(new DL6003ModeNotSet(), Data + code.Replace("BATCH", Batch, StringComparison.Ordinal), null, Nets);

    private const string New = "var model = new Net(); var opt = optim.Adam(model.parameters());\n";

    [Theory]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH [|model.eval()|]; Console.WriteLine(model.forward(x)); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH [|model.train(false)|]; Console.WriteLine(model.forward(x)); }")]
    [InlineData("for (int e = 0; e < 9; e++) { for (int b = 0; b < 9; b++) { BATCH } [|model.eval()|]; using (torch.no_grad()) model.forward(x); }")]
    [InlineData("model.train(); for (int e = 0; e < 9; e++) { for (int b = 0; b < 9; b++) { BATCH } [|model.eval()|]; using (torch.no_grad()) model.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { if (e % 3 == 0) [|model.eval()|]; BATCH }")]
    [InlineData("int e = 0; while (e++ < 9) { BATCH [|Evaluate(model, x)|]; } static void Evaluate(Net net, Tensor x) { net.eval(); using var _ = torch.no_grad(); net.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Train(); [|Evaluate()|]; } void Train() { BATCH } void Evaluate() { model.eval(); using var _ = torch.no_grad(); model.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } [|model.eval()|]; model.forward(x); for (int e = 0; e < 9; e++) { BATCH }")]
    [InlineData("foreach (var e in Enumerable.Range(0, 9)) { var loss = functional.mse_loss(model.call(x), y); opt.zero_grad(); loss?.backward(); opt.step(); [|model.eval()|]; model.call(x); }")]
    public Task Reports_training_that_goes_on_in_evaluation_mode(string code) => Check(New + code);

    [Theory]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } using (torch.no_grad()) Console.WriteLine([|model.forward(x)|]);")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } using var _ = torch.no_grad(); Console.WriteLine([|model.call(x)|]);")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } using (torch.inference_mode()) { foreach (var i in Enumerable.Range(0, 3)) Console.WriteLine([|model.forward(x)|]); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } Console.WriteLine(Accuracy(model, x)); static float Accuracy(Net net, Tensor x) { using var _ = torch.no_grad(); return [|net.forward(x)|].mean().item<float>(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { for (int b = 0; b < 9; b++) { BATCH } using (torch.no_grad()) Console.WriteLine([|model.forward(x)|]); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Train(); Evaluate(); } void Train() { BATCH } void Evaluate() { using var _ = torch.no_grad(); Console.WriteLine([|model.forward(x)|]); }")]
    [InlineData("BATCH using (torch.no_grad()) { var p = [|model.forward(x)|]; var q = model.forward(x); }")]
    public Task Reports_evaluation_in_training_mode(string code) => Check(New + code);

    [Theory]
    [InlineData("Module<Tensor, Tensor> model = new Normed();")]
    [InlineData("var model = nn.Sequential(nn.Linear(8, 4), nn.BatchNorm1d(4), nn.Linear(4, 1));")]
    [InlineData("var model = nn.Sequential((\"a\", nn.Linear(8, 4)), (\"b\", nn.Dropout()), (\"c\", nn.Linear(4, 1)));")]
    public Task Reports_whichever_way_the_network_is_made(string model) =>
        Check(model + " var opt = optim.SGD(model.parameters(), 0.1); for (int e = 0; e < 9; e++) { BATCH [|model.eval()|]; model.forward(x); }");

    [Fact]
    public Task Reports_a_trainer_that_holds_network_and_optimizer_in_fields() => Verify.Reports(new DL6003ModeNotSet(), """
        class Trainer
        {
            private readonly Net _model = new();
            private readonly optim.Optimizer _optimizer;
            public Trainer() => _optimizer = optim.Adam(_model.parameters());
            public void Run(Tensor x, Tensor y)
            {
                for (int e = 0; e < 9; e++)
                {
                    _optimizer.zero_grad();
                    functional.mse_loss(_model.forward(x), y).backward();
                    _optimizer.step();
                    [|Validate(x)|];
                }
            }
            private void Validate(Tensor x) { _model.eval(); using var _ = torch.no_grad(); Console.WriteLine(_model.forward(x)); }
        }
        """, null, Nets);

    [Theory]
    [InlineData("for (int e = 0; e < 9; e++) { model.train(); BATCH model.eval(); model.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH model.eval(); model.forward(x); model.train(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH model.eval(); model.forward(x); model.train(true); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } model.eval(); using (torch.no_grad()) Console.WriteLine(model.forward(x));")]
    [InlineData("for (int e = 0; e < 9; e++) { Train(); Evaluate(); } void Train() { model.train(); BATCH } void Evaluate() { model.eval(); using var _ = torch.no_grad(); model.forward(x); }")]
    [InlineData("model.eval(); for (int e = 0; e < 9; e++) { BATCH }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH var t = new Net(); t.eval(); t.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Tensor target; using (torch.no_grad()) target = model.forward(x); functional.mse_loss(model.forward(x), target).backward(); opt.step(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } Evaluate(); void Evaluate() { model.eval(); using var _ = torch.no_grad(); model.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH } Console.WriteLine(model.forward(x));")]
    [InlineData("var teacher = new Net(); for (int e = 0; e < 9; e++) { BATCH } using (torch.no_grad()) teacher.forward(x);")]
    [InlineData("for (int e = 0; e < 9; e++) { var s = Sample(); functional.mse_loss(model.forward(x), s).backward(); opt.step(); } Tensor Sample() { using var _ = torch.no_grad(); return model.forward(x); }")]
    [InlineData("Set(model, false); for (int e = 0; e < 9; e++) { BATCH } using (torch.no_grad()) model.forward(x); void Set(Net m, bool on) => m.train(on);")]
    [InlineData("using (torch.no_grad()) model.forward(x);")]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH model.train(e % 2 == 0); model.forward(x); }")]
    public Task Is_silent(string code) => Check(New + code);

    [Theory]
    [InlineData("var model = new Plain();")]
    [InlineData("var model = nn.Sequential(nn.Linear(8, 4), nn.LayerNorm(4), nn.Linear(4, 1));")]
    public Task Is_silent_where_both_modes_do_the_same(string model) => Check(model + " var opt = optim.SGD(model.parameters(), 0.1); for (int e = 0; e < 9; e++) { BATCH model.eval(); model.forward(x); } using (torch.no_grad()) model.forward(x);");

    [Fact]
    public Task Is_silent_about_a_class_that_only_looks_like_a_module() => Check("""
        var model = nn.Linear(8, 1); var opt = optim.SGD(model.parameters(), 0.1); var look = new Alike();
        for (int e = 0; e < 9; e++) { BATCH look.eval(); using (torch.no_grad()) look.forward(x); }
        class Alike { public void eval() { } public void forward(Tensor x) { } }
        """);
}

public sealed class DL6003ModeNotSetFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(
        new DL6003ModeNotSet(), new DL6003ModeNotSetFix(), All(before), All(after), null, DL6003ModeNotSetTests.Nets);

    private static string All(string code) => DL6003ModeNotSetTests.Data + "var model = new Net(); var opt = optim.Adam(model.parameters());\n" + code.Replace("BATCH", DL6003ModeNotSetTests.Batch, StringComparison.Ordinal);

    [Theory]
    [InlineData("for (int e = 0; e < 9; e++) { BATCH model.eval(); model.forward(x); }", "for (int e = 0; e < 9; e++) { model.train(); BATCH model.eval(); model.forward(x); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Evaluate(); for (int b = 0; b < 9; b++) { BATCH } } void Evaluate() { model.eval(); model.forward(x); }", "for (int e = 0; e < 9; e++) { Evaluate(); model.train(); for (int b = 0; b < 9; b++) { BATCH } } void Evaluate() { model.eval(); model.forward(x); }")]
    [InlineData("BATCH using (torch.no_grad()) { model.forward(x); } Console.WriteLine();", "BATCH model.eval(); using (torch.no_grad()) { model.forward(x); } model.train(); Console.WriteLine();")]
    [InlineData("BATCH F(model, x); static float F(Net m, Tensor x) { using var _ = torch.no_grad(); var p = m.forward(x); return p.item<float>(); }", "BATCH F(model, x); static float F(Net m, Tensor x) { m.eval(); using var _ = torch.no_grad(); var p = m.forward(x); m.train(); return p.item<float>(); }")]
    public Task Switches_the_mode(string before, string after) => Turns(before, after);

    [Theory]
    [InlineData("for (int e = 0; e < 9; e++) { model.eval(); model.forward(x); BATCH }")]
    [InlineData("BATCH F(model, x); static float F(Net m, Tensor x) { using var _ = torch.no_grad(); return m.forward(x).item<float>(); }")]
    public Task Is_not_offered_where_the_place_is_not_sure(string code) => Turns(code, code);
}
