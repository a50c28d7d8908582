using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL6001EvaluationKeepsGraphTests
{
    private const string Setup = "var model = nn.Linear(8, 1); var x = torch.randn(4, 8);\n";

    private static Task Check(string code) => Verify.Reports(new DL6001EvaluationKeepsGraph(), Setup + code);

    [Theory]
    [InlineData("model.eval(); for (int i = 0; i < 9; i++) Console.WriteLine([|model.forward(x)|]);")]
    [InlineData("model.train(false); for (int i = 0; i < 9; i++) Console.WriteLine([|model.forward(x)|]);")]
    [InlineData("model.eval(); foreach (var each in new[] { x }) { var y = [|model.call(each)|]; Console.WriteLine(y); }")]
    [InlineData("model.eval(); int i = 0; while (i++ < 9) Console.WriteLine([|model.forward(x)|].item<float>());")]
    [InlineData("model.eval(); for (int e = 0; e < 9; e++) { for (int i = 0; i < 9; i++) { var a = [|model.forward(x)|]; var b = model.forward(x); } }")]
    [InlineData("Evaluate(model, x); static void Evaluate(Linear net, Tensor x) { net.eval(); foreach (var i in Enumerable.Range(0, 9)) Console.WriteLine([|net.forward(x)|]); }")]
    [InlineData("for (int e = 0; e < 9; e++) { model.train(); model.forward(x).mean().backward(); model.eval(); for (int i = 0; i < 9; i++) Console.WriteLine([|model.forward(x)|]); }")]
    [InlineData("using (torch.no_grad()) Console.WriteLine(x); model.eval(); for (int i = 0; i < 9; i++) Console.WriteLine([|model.forward(x)|]);")]
    [InlineData("class T { private readonly Linear _m = nn.Linear(8, 1); public void F(Tensor x) { _m.eval(); foreach (var i in new[] { 1, 2 }) Console.WriteLine([|_m.forward(x)|]); } }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("model.eval(); using var _ = torch.no_grad(); for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("model.eval(); using (torch.no_grad()) { for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x)); }")]
    [InlineData("model.eval(); for (int i = 0; i < 9; i++) { using (torch.inference_mode()) Console.WriteLine(model.forward(x)); }")]
    [InlineData("model.eval(); Console.WriteLine(model.forward(x));")]
    [InlineData("model.eval(); model.train(); for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("model.eval(); for (int i = 0; i < 9; i++) { var input = torch.randn(4, 8).requires_grad_(); Console.WriteLine(model.forward(input)); }")]
    [InlineData("model.eval(); for (int i = 0; i < 9; i++) { var p = model.forward(x); p.mean().backward(); }")]
    [InlineData("model.eval(); for (int i = 0; i < 9; i++) { var p = model.forward(x); Attack(p); } static void Attack(Tensor p) => p.sum().backward();")]
    [InlineData("var other = nn.Linear(8, 1); other.eval(); for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("for (int i = 0; i < 9; i++) { Console.WriteLine(model.forward(x)); } model.eval();")]
    [InlineData("using var _ = torch.no_grad(); Evaluate(model, x); static void Evaluate(Linear net, Tensor x) { net.eval(); foreach (var i in Enumerable.Range(0, 9)) Console.WriteLine(net.forward(x)); }")]
    [InlineData("if (x.shape.Length > 2) model.train(); else model.eval(); for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("if (x.shape.Length > 2) { model.eval(); } for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("torch.set_grad_enabled(false); model.eval(); for (int i = 0; i < 9; i++) Console.WriteLine(model.forward(x));")]
    [InlineData("var look = new Look(); look.eval(); for (int i = 0; i < 9; i++) look.forward(x); class Look { public void eval() { } public void forward(Tensor x) { } }")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL6001EvaluationKeepsGraphFixTests
{
    private const string Setup = "var model = nn.Linear(8, 1); var x = torch.randn(4, 8);\n";

    [Theory]
    [InlineData("{ model.eval(); for (int i = 0; i < 9; i++) { model.forward(x); } Console.WriteLine(); }", "{ model.eval(); using var _ = torch.no_grad(); for (int i = 0; i < 9; i++) { model.forward(x); } Console.WriteLine(); }")]
    [InlineData("{ model.eval(); for (int i = 0; i < 9; i++) { model.forward(x); } model.train(); }", "{ model.eval(); using (torch.no_grad()) for (int i = 0; i < 9; i++) { model.forward(x); } model.train(); }")]
    [InlineData("model.eval(); foreach (var i in new[] { 1 }) model.forward(x);", "model.eval(); using (torch.no_grad()) foreach (var i in new[] { 1 }) model.forward(x);")]
    public Task Switches_gradients_off(string before, string after) => VerifyFix.Turns(new DL6001EvaluationKeepsGraph(), new DL6001EvaluationKeepsGraphFix(), Setup + before, Setup + after);
}
