using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL5001WeightsTooWideTests
{
    private static Task Check(string code) => Verify.Reports(new DL5001WeightsTooWide(), $$"""
        var fc = nn.Linear(128, 128); var conv = nn.Conv2d(16, 16, 3); var width = args.Length; var unknown = nn.Linear(width, 8);
        var model = nn.Sequential(nn.Linear(64, 64), nn.ReLU(), nn.Linear(64, 1));
        {{code}}
        static class Mine { public static void normal_(Tensor t) { } }
        """);

    [Theory]
    [InlineData("[|nn.init.normal_(fc.weight)|];")]
    [InlineData("[|torch.nn.init.normal_(fc.weight, 0, 1)|];")]
    [InlineData("[|nn.init.normal_(fc.weight, std: 0.5)|];")]
    [InlineData("[|nn.init.trunc_normal_(fc.weight)|];")]
    [InlineData("[|nn.init.uniform_(fc.weight)|];")]
    [InlineData("[|nn.init.uniform_(fc.weight, -1, 1)|];")]
    [InlineData("[|init.normal_(conv.weight)|];")]
    [InlineData("[|init.uniform_(conv.weight)|];")]
    [InlineData("[|nn.init.normal_(unknown.weight)|];")]
    [InlineData("const double Std = 2; [|nn.init.normal_(fc.weight, std: Std)|];")]
    [InlineData("foreach (var p in model.parameters()) [|nn.init.normal_(p)|];")]
    [InlineData("foreach (var p in model.parameters()) { if (p.dim() > 1) { [|nn.init.uniform_(p)|]; } }")]
    [InlineData("foreach (var (name, p) in model.named_parameters()) if (p.shape.Length >= 2) [|nn.init.normal_(p)|];")]
    [InlineData("foreach (var p in model.parameters()) [|nn.init.zeros_(p)|];")]
    [InlineData("foreach (var p in model.parameters()) if (p.ndim > 1) [|nn.init.constant_(p, 0)|];")]
    [InlineData("using (torch.no_grad()) [|nn.init.normal_(fc.weight!)|];")]
    [InlineData("using (torch.no_grad()) [|fc.weight!.normal_()|];")]
    [InlineData("using (torch.no_grad()) [|fc.weight!.uniform_(-1, 1)|];")]
    [InlineData("using (torch.no_grad()) foreach (var p in model.parameters()) if (p.dim() > 1) [|p.normal_(0, 1)|];")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("nn.init.normal_(fc.weight, std: 0.02);")]
    [InlineData("nn.init.normal_(fc.weight, 0, 0.1);")]
    [InlineData("nn.init.uniform_(fc.weight, -0.1, 0.1);")]
    [InlineData("nn.init.normal_(fc.weight, std: Math.Sqrt(2.0 / 128));")]
    [InlineData("nn.init.normal_(nn.Linear(2, 8).weight);")]
    [InlineData("nn.init.normal_(fc.bias);")]
    [InlineData("using (torch.no_grad()) fc.weight!.normal_(0, 0.02);")]
    [InlineData("using (torch.no_grad()) fc.weight!.uniform_(-0.1, 0.1);")]
    [InlineData("using (torch.no_grad()) fc.bias!.normal_();")]
    [InlineData("torch.zeros(8, 8).normal_();")]
    [InlineData("nn.init.zeros_(fc.bias);")]
    [InlineData("nn.init.uniform_(nn.LayerNorm(8).weight);")]
    [InlineData("nn.init.normal_(nn.BatchNorm2d(8).weight, 1, 0.02);")]
    [InlineData("nn.init.normal_(nn.Embedding(100, 8).weight);")]
    [InlineData("nn.init.zeros_(fc.weight);")]
    [InlineData("nn.init.constant_(fc.weight, 0.01);")]
    [InlineData("nn.init.kaiming_normal_(fc.weight);")]
    [InlineData("nn.init.normal_(torch.zeros(8, 8));")]
    [InlineData("foreach (var p in model.parameters()) if (p.dim() > 1) nn.init.xavier_uniform_(p);")]
    [InlineData("foreach (var p in model.parameters()) if (p.dim() > 1) nn.init.xavier_uniform_(p); else nn.init.zeros_(p);")]
    [InlineData("foreach (var (name, p) in model.named_parameters()) if (name.EndsWith(\"bias\")) nn.init.zeros_(p);")]
    [InlineData("foreach (var p in model.parameters()) { if (p.dim() > 1) continue; nn.init.zeros_(p); }")]
    [InlineData("foreach (var p in nn.Embedding(8, 8).parameters()) nn.init.normal_(p);")]
    [InlineData("Mine.normal_(fc.weight);")]
    [InlineData("var std = args.Length * 0.1; nn.init.normal_(fc.weight, std: std);")]
    public Task Is_silent(string code) => Check(code);

    [Theory]
    [InlineData("[|nn.init.zeros_(a.weight)|];", "b.forward(functional.relu(a.forward(x)))")]
    [InlineData("[|nn.init.constant_(this.a.weight, 0.0)|];", "b.forward(a.forward(x).tanh())")]
    [InlineData("foreach (var p in parameters()) [|nn.init.normal_(p)|];", "b.forward(a.forward(x).tanh())")]
    [InlineData("nn.init.zeros_(b.weight);", "b.forward(functional.relu(a.forward(x)))")]
    [InlineData("nn.init.zeros_(a.weight);", "b.forward(x + a.forward(x))")]
    [InlineData("nn.init.zeros_(a.weight);", "b.forward(functional.relu(x)) * a.forward(x)")]
    public Task Zero_only_where_others_follow(string init, string forward) => Verify.Reports(new DL5001WeightsTooWide(), $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(64, 64), b = nn.Linear(64, 64);
            public Net() : base("n") { RegisterComponents(); {{init}} }
            public override Tensor forward(Tensor x) => {{forward}};
        }
        """);
}

public sealed class DL5001WeightsTooWideFixTests
{
    [Theory]
    [InlineData("nn.init.normal_(fc.weight);", "nn.init.kaiming_normal_(fc.weight);")]
    [InlineData("nn.init.normal_(fc.weight, 0, 1);", "nn.init.kaiming_normal_(fc.weight);")]
    [InlineData("nn.init.uniform_(tensor: fc.weight, low: -1, high: 1);", "nn.init.kaiming_uniform_(fc.weight);")]
    [InlineData("foreach (var p in fc.parameters()) if (p.dim() > 1) nn.init.zeros_(p);", "foreach (var p in fc.parameters()) if (p.dim() > 1) nn.init.kaiming_uniform_(p);")]
    [InlineData("foreach (var p in fc.parameters()) nn.init.normal_(p);", "foreach (var p in fc.parameters()) nn.init.normal_(p);")]
    public Task Uses_Kaiming(string before, string after) => VerifyFix.Turns(
        new DL5001WeightsTooWide(), new DL5001WeightsTooWideFix(), "var fc = nn.Linear(128, 128);\n" + before, "var fc = nn.Linear(128, 128);\n" + after);
}
