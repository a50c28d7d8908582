using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1009GraphCutTests
{
    private static Task Program(string body) => Verify.Reports(new DL1009GraphCut(), $$"""
        var model = nn.Linear(8, 1); var teacher = nn.Linear(8, 1); var mse = nn.MSELoss(); var ce = nn.CrossEntropyLoss();
        var x = torch.randn(4, 8); var y = torch.zeros(4, 1);
        {{body}}
        static Tensor Mean(Tensor t) => t.pow(2).mean();
        static Tensor Frozen(Tensor t) => {|E:t.detach()|}.mean();
        static void Use() => Frozen(nn.Linear(8, 1).forward(torch.randn(4, 8))).backward();
        """);

    [Theory]
    [InlineData("{|E:model.forward(x).mean().detach()|}.backward();")]
    [InlineData("var loss = model.forward(x).mean(); var l = {|E:loss.detach()|}; l.backward();")]
    [InlineData("var loss = mse.forward({|E:model.forward(x).detach()|}, y); loss.backward();")]
    [InlineData("var p = {|E:model.forward(x).detach()|}; var loss = functional.mse_loss(p, y); loss.backward();")]
    [InlineData("var p = model.forward(x); p = {|E:p.detach()|}; var loss = mse.forward(p, y); loss.backward();")]
    [InlineData("var loss = model.forward(x).mean(); {|E:torch.tensor(loss.item<float>(), requires_grad: true)|}.backward();")]
    [InlineData("var loss = model.forward(x).mean(); float v = loss.item<float>(); var l = {|E:torch.tensor(v, requires_grad: true)|}; l.backward();")]
    [InlineData("var loss = model.forward(x).mean(); {|E:torch.tensor(loss.item<float>())|}.backward();")]
    [InlineData("var p = model.forward(x); var t = {|E:torch.tensor(p.data<float>().ToArray(), requires_grad: true)|}; Mean(t).backward();")]
    [InlineData("var p = model.forward(x); var t = {|E:torch.tensor(p.cpu().data<float>().ToArray())|}.reshape(4, 1); mse.forward(t, y).backward();")]
    [InlineData("var loss = {|E:model.forward(x).detach().requires_grad_()|}.mean(); loss.backward();")]
    [InlineData("Tensor? loss = {|E:model.forward(x).mean().detach()|}; loss?.backward();")]
    [InlineData("for (;;) { using var scope = torch.NewDisposeScope(); var p = {|E:model.forward(x).detach()|}; (p - y).pow(2).mean().backward(); }")]
    [InlineData("torch.autograd.backward({|E:model.forward(x).detach()|}.mean());")]
    [InlineData("var p = {|E:model.forward(x).argmax(1)|}.to(torch.float32); (p - y).pow(2).mean().backward();")]
    [InlineData("var loss = model.forward(x).mean(); {|E:torch.tensor((float)loss)|}.backward();")]
    [InlineData("foreach (var (a, b) in Pairs.All) { var loss = mse.forward({|E:model.forward(a).detach()|}, b); loss.backward(); } static class Pairs { public static IEnumerable<(Tensor, Tensor)> All => []; }")]
    [InlineData("var loss = mse.forward({|E:model.forward(x).detach()|} * 2, y) / 4; loss.backward();")]
    public Task Reports(string body) => body.Contains("static class", StringComparison.Ordinal)
        ? Verify.Reports(new DL1009GraphCut(), "var model = nn.Linear(8, 1); var mse = nn.MSELoss(); " + body)
        : Program(body);

    [Theory]
    [InlineData("model.forward(x).mean().backward();")]
    [InlineData("var loss = model.forward(x).mean(); Console.WriteLine(loss.item<float>()); loss.backward();")]
    [InlineData("var loss = mse.forward(model.forward(x), teacher.forward(x).detach()); loss.backward();")]
    [InlineData("var loss = mse.forward(model.forward(x), torch.tensor(teacher.forward(x).data<float>().ToArray())); loss.backward();")]
    [InlineData("var p = model.forward(x); var w = p.detach(); (w * p).mean().backward();")]
    [InlineData("var q = model.forward(x); var target = q.argmax(1).to(torch.float32); mse.forward(q, target).backward();")]
    [InlineData("var f = teacher.forward(x).detach(); model.forward(f).mean().backward();")]
    [InlineData("var f = torch.tensor(teacher.forward(x).data<float>().ToArray()).reshape(4, 8); model.forward(f).mean().backward();")]

    // Leaves are there to get gradients.
    [InlineData("var a = torch.tensor(3.0f, requires_grad: true); (a * a).backward();")]
    [InlineData("var a = torch.randn(3, requires_grad: true); a.sum().backward();")]
    [InlineData("var a = x.detach().requires_grad_(); Mean(a).backward();")]
    [InlineData("var a = model.forward(x).detach().requires_grad_(); Mean(a).backward(); Console.WriteLine(a.grad!.ToString());")]
    [InlineData("var w = model.weight!.detach().clone().requires_grad_(); Mean(w).backward();")]
    [InlineData("var a = x.detach().clone().requires_grad_(); model.forward(a).mean().backward();")]
    [InlineData("var p = model.forward(x).requires_grad_(); p.mean().backward();")]

    // One of two ways lives, or nobody knows.
    [InlineData("var p = model.forward(x); if (x.shape[0] > 2) p = p.detach(); p.mean().backward();")]
    [InlineData("var loss = model.forward(x).mean() + 0.1 * model.forward(x).detach().mean(); loss.backward();")]
    [InlineData("Tensor h = torch.zeros(4, 8); for (int i = 0; i < 3; i++) { Mean(h + model.forward(x)).backward(); h = h.detach(); }")]
    [InlineData("var list = new List<Tensor> { model.forward(x) }; foreach (var p in list) mse.forward(p.detach(), list[0]).backward();")]
    [InlineData("var mine = new Mine(); mine.detach().backward();")]
    [InlineData("var a = model.forward(x).detach(); var loss = Mean(a); Console.WriteLine(loss.item<float>());")]
    public Task Is_silent(string body) => body.Contains("new Mine", StringComparison.Ordinal)
        ? Verify.Reports(new DL1009GraphCut(), body + " class Mine { public Mine detach() => this; public void backward() { } }")
        : Program(body);

    [Fact]
    public Task Parameters_of_a_method() => Verify.Reports(new DL1009GraphCut(), """
        class Trainer(Module<Tensor, Tensor> model, Tensor weight)
        {
            public void Step(Tensor x, Tensor y) { var p = model.forward(x).detach(); functional.mse_loss(p, y).backward(); }
            public void Other(Tensor loss) { {|E:loss.detach()|}.backward(); loss.backward(); weight.sum().backward(); }
        }
        """);
}

public sealed class DL1009GraphCutFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL1009GraphCut(), new DL1009GraphCutFix(), before, after);

    [Fact]
    public Task Uses_the_tensor() => Turns(
        """
        var model = nn.Linear(8, 1);
        var loss = model.forward(torch.randn(4, 8)).mean();
        float value = loss.item<float>();
        torch.tensor(value, requires_grad: true).backward();
        var other = (model.forward(torch.randn(4, 8)) + 1).detach(); // cut
        other.mean().backward();
        """,
        """
        var model = nn.Linear(8, 1);
        var loss = model.forward(torch.randn(4, 8)).mean();
        float value = loss.item<float>();
        loss.backward();
        var other = (model.forward(torch.randn(4, 8)) + 1); // cut
        other.mean().backward();
        """);

    [Fact]
    public async Task Is_not_offered_where_no_gradient_exists()
    {
        const string Code = """
            var model = nn.Linear(8, 4);
            model.forward(torch.randn(4, 8)).argmax(1).to(torch.float32).mean().backward();
            """;
        await Turns(Code, Code);
    }
}
