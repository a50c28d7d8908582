using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL8005LayerMadeInForwardTests
{
    private static Task Check(string members) => Verify.Reports(new DL8005LayerMadeInForward(), $$"""
        #nullable disable
        class Net : Module<Tensor, Tensor>
        {
            private Linear kept; private readonly List<Linear> all = new(); private readonly Dictionary<long, Linear> cache = new();
            private readonly Parameter weight = new(torch.zeros(8, 8));
            public Net() : base("n") { RegisterComponents(); }
            {{members}}
        }
        """);

    private static string Forward(string body) => "public override Tensor forward(Tensor x) { " + body + " }";

    [Theory]
    [InlineData("return [|nn.Linear(8, 8)|].forward(x);")]
    [InlineData("return [|torch.nn.Linear(8, 8)|].call(x);")]
    [InlineData("return [|Linear(8, 8)|].forward(x);")]
    [InlineData("var fc = [|nn.Linear(x.shape[1], 8)|]; return fc.forward(x);")]
    [InlineData("using var fc = [|nn.Linear(8, 8)|]; return fc.forward(x);")]
    [InlineData("using (var fc = [|nn.Linear(8, 8)|]) return fc.forward(x);")]
    [InlineData("x = [|nn.Conv2d(1, 8, 3)|].forward(x); return [|nn.BatchNorm2d(8)|].forward(x);")]
    [InlineData("return [|nn.LayerNorm(8)|].forward(x);")]
    [InlineData("return [|nn.Embedding(8, 8)|].forward(x);")]
    [InlineData("var (o, h, c) = [|nn.LSTM(8, 8)|].forward(x); return o;")]
    [InlineData("var m = nn.Sequential([|nn.Linear(8, 8)|], nn.ReLU()); return m.forward(x);")]
    [InlineData("for (int i = 0; i < 3; i++) x = [|nn.Linear(8, 8)|].forward(x); return x;")]
    [InlineData("Func<Tensor, Tensor> f = t => [|nn.Linear(8, 8)|].forward(t); return f(x);")]
    [InlineData("var fc = [|nn.Linear(8, 8)|].to(torch.CPU); return fc.forward(x);")]
    [InlineData("Module<Tensor, Tensor> fc = training ? [|nn.Linear(8, 8)|] : nn.Identity(); return fc.forward(x);")]
    [InlineData("return Apply(x); Tensor Apply(Tensor t) => [|nn.ConvTranspose2d(8, 8, 2)|].forward(t);")]
    public Task Reports(string body) => Check(Forward(body));

    [Theory]
    [InlineData("return nn.Softmax(1).forward(x);")]
    [InlineData("return nn.ReLU().forward(nn.Identity().forward(x));")]
    [InlineData("return nn.Dropout(0.5).forward(x);")]
    [InlineData("return nn.MaxPool2d(2).forward(x);")]
    [InlineData("return nn.BatchNorm2d(8, affine: false).forward(x);")]
    [InlineData("return nn.LayerNorm(8, elementwise_affine: false).forward(x);")]
    [InlineData("return nn.Linear(weight).forward(x);")]
    [InlineData("kept ??= nn.Linear(8, 8); return kept.forward(x);")]
    [InlineData("if (kept is null) { kept = nn.Linear(8, 8); register_module(\"kept\", kept); } return kept.forward(x);")]
    [InlineData("if (kept is null) { var l = nn.Linear(8, 8); register_module(\"kept\", l); kept = l; } return kept.forward(x);")]
    [InlineData("if (all.Count == 0) all.Add(nn.Linear(8, 8)); return all[0].forward(x);")]
    [InlineData("if (!cache.ContainsKey(8)) cache[8] = nn.Linear(8, 8); return cache[8].forward(x);")]
    [InlineData("return functional.linear(x, weight);")]
    [InlineData("return Mine.Linear(8, 8).forward(x); } static class Mine { public static ReLU Linear(int a, int b) => nn.ReLU();")]
    public Task Is_silent_in_forward(string body) => Check(Forward(body));

    [Theory]
    [InlineData("private Linear Make() => nn.Linear(8, 8); public override Tensor forward(Tensor x) => x;")]
    [InlineData("private readonly Linear one = nn.Linear(8, 8); public override Tensor forward(Tensor x) => one.forward(x);")]
    [InlineData("public override Tensor forward(Tensor x) => x; public Tensor forward(Tensor x, int n) => nn.Linear(8, n).forward(x);")]
    public Task Is_silent_elsewhere(string members) => Check(members);

    [Fact]
    public Task Is_silent_where_forward_is_no_module_s() => Verify.Reports(new DL8005LayerMadeInForward(), """
        class Base { public virtual Tensor forward(Tensor x) => x; }
        class Pipe : Base { public override Tensor forward(Tensor x) => nn.Linear(8, 8).forward(x); }
        """);
}

public sealed class DL8005LayerMadeInForwardFixTests
{
    [Theory]
    [InlineData("public override Tensor forward(Tensor x) => nn.Linear(8, 2 * 4).forward(x);", " private readonly Linear linear = nn.Linear(8, 2 * 4);", "public override Tensor forward(Tensor x) => linear.forward(x);")]
    [InlineData("Linear linear = nn.Linear(8, 8); public override Tensor forward(Tensor x) => nn.Linear(8, 8).forward(linear.forward(x));", " private readonly Linear linear_2 = nn.Linear(8, 8);", "Linear linear = nn.Linear(8, 8); public override Tensor forward(Tensor x) => linear_2.forward(linear.forward(x));")]
    [InlineData("public override Tensor forward(Tensor x) { using var fc = nn.Linear(8, 8); return fc.forward(x); }", " private readonly Linear fc = nn.Linear(8, 8);", "public override Tensor forward(Tensor x) { return fc.forward(x); }")]
    [InlineData("public override Tensor forward(Tensor x) => nn.Linear(x.shape[1], 8).forward(x);", "", "public override Tensor forward(Tensor x) => nn.Linear(x.shape[1], 8).forward(x);")]
    public Task Makes_a_field(string before, string field, string after)
    {
        const string Head = "class Net : Module<Tensor, Tensor> {", Next = " public Net() : base(\"n\") { RegisterComponents(); } ";
        return VerifyFix.Turns(new DL8005LayerMadeInForward(), new DL8005LayerMadeInForwardFix(), Head + Next + before + " }", Head + field + Next + after + " }");
    }
}
