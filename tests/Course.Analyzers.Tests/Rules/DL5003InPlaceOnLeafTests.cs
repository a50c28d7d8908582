using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL5003InPlaceOnLeafTests
{
    private static Task Check(string code) => Verify.Reports(new DL5003InPlaceOnLeaf(), code);

    [Theory]
    [InlineData("var m = nn.Linear(2, 2); [|m.weight!.mul_(0.5)|];")]
    [InlineData("var m = nn.Linear(2, 2); [|m.bias!.fill_(0)|];")]
    [InlineData("var m = nn.Linear(2, 2); m.bias?[|.zero_()|];")]
    [InlineData("var m = nn.Linear(2, 2); var w = m.weight!; [|w.normal_(0, 0.1)|];")]
    [InlineData("var m = nn.Linear(2, 2); foreach (var p in m.parameters()) [|p.add_(torch.randn_like(p))|];")]
    [InlineData("var m = nn.Linear(2, 2); foreach (var (name, p) in m.named_parameters()) [|p.uniform_(-1, 1)|];")]
    [InlineData("var a = nn.Linear(2, 2); var b = nn.Linear(2, 2); [|a.weight!.copy_(b.weight!)|];")]
    [InlineData("var w = new Parameter(torch.ones(2)); [|w.sub_(1)|];")]
    [InlineData("var w = new Parameter(torch.ones(2), requires_grad: true); [|w.clamp_(0, 1)|];")]
    [InlineData("var w = torch.randn(2, requires_grad: true); for (int i = 0; i < 9; i++) { (w * w).sum().backward(); [|w.sub_(0.1 * w.grad!)|]; }")]
    [InlineData("var w = torch.zeros(2, requires_grad: true); var r = [|w.add_(1)|].sum();")]
    [InlineData("var m = nn.Linear(2, 2); Init(m); static void Init(Linear m) { [|m.weight!.normal_()|]; }")]
    [InlineData("var m = nn.Linear(2, 2); using (torch.no_grad()) { m.weight!.mul_(2); } [|m.weight!.mul_(2)|];")]
    [InlineData("var m = nn.Linear(2, 2); using (torch.enable_grad()) [|m.weight!.mul_(2)|];")]
    [InlineData("var m = nn.Linear(2, 2); m.parameters().ToList().ForEach(p => Console.WriteLine(p)); [|m.parameters().First().mul_(2)|];")]
    [InlineData("""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Parameter w = nn.Parameter(torch.ones(2));
            public Net() : base("n") { [|w.fill_(0.5)|]; RegisterComponents(); }
            public override Tensor forward(Tensor x) => x * w;
        }
        """)]
    [InlineData("class T { private readonly Tensor _w = torch.ones(2, requires_grad: true); public void F() { [|this._w.mul_(2)|]; } }")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("var m = nn.Linear(2, 2); using var _ = torch.no_grad(); m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); using (torch.no_grad()) { foreach (var p in m.parameters()) p.mul_(0.5); }")]
    [InlineData("var m = nn.Linear(2, 2); using (torch.inference_mode()) m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); torch.set_grad_enabled(false); m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); using var off = torch.set_grad_enabled(false); m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); nn.init.normal_(m.weight!);")]
    [InlineData("var m = nn.Linear(2, 2); m.weight!.detach().mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); m.weight!.grad!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); foreach (var p in m.parameters()) p.requires_grad = false; m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); m.weight!.requires_grad_(false); m.weight!.mul_(0.5);")]
    [InlineData("var w = new Parameter(torch.ones(2), false); w.mul_(2);")]
    [InlineData("var w = torch.ones(2); w.mul_(2);")]
    [InlineData("var w = torch.ones(2, requires_grad: false); w.mul_(2);")]
    [InlineData("var w = torch.ones(2, requires_grad: true); w = w * 2; w.mul_(2);")]
    [InlineData("var w = torch.ones(2, requires_grad: true); var v = w * 2; v.mul_(2);")]
    [InlineData("var m = nn.Linear(2, 2); using var _ = torch.no_grad(); Init(m); static void Init(Linear m) { m.weight!.normal_(); }")]
    [InlineData("var m = nn.Linear(2, 2); using (Off()) m.weight!.mul_(2); static IDisposable Off() => torch.no_grad();")]
    [InlineData("var m = nn.Linear(2, 2); try { m.weight!.mul_(2); } catch (Exception e) { Console.WriteLine(e.Message); }")]
    [InlineData("var look = new Look(); look.mul_(2); class Look { public void mul_(double by) { } }")]
    [InlineData("class T : optim.Optimizer { public T(IEnumerable<Parameter> p) : base(default) { } public override Tensor step(Func<Tensor>? c = null) { foreach (var p in parameters()) p.add_(1); return torch.zeros(1); } }")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL5003InPlaceOnLeafFixTests
{
    [Theory]
    [InlineData("var m = nn.Linear(2, 2); m.weight!.mul_(0.5);", "var m = nn.Linear(2, 2); using (torch.no_grad()) m.weight!.mul_(0.5);")]
    [InlineData("var m = nn.Linear(2, 2); if (m.training) m.bias?.zero_();", "var m = nn.Linear(2, 2); if (m.training) using (torch.no_grad()) m.bias?.zero_();")]
    [InlineData("var w = new Parameter(torch.ones(2)); w.mul_(2).add_(1); // both", "var w = new Parameter(torch.ones(2)); using (torch.no_grad()) w.mul_(2).add_(1); // both")]
    [InlineData("var w = new Parameter(torch.ones(2)); var r = w.mul_(2);", "var w = new Parameter(torch.ones(2)); var r = w.mul_(2);")]
    public Task Puts_it_under_no_grad(string before, string after) => VerifyFix.Turns(new DL5003InPlaceOnLeaf(), new DL5003InPlaceOnLeafFix(), before, after);
}
