using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL2002LinearOnLinearTests
{
    private static Task Check(string code) => Verify.Reports(new DL2002LinearOnLinear(), code);

    private static Task CheckForward(string body) => Check($$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(64, 64), b = nn.Linear(64, 64), c = nn.Linear(64, 10);
            private readonly Linear q = nn.Linear(64, 64), k = nn.Linear(64, 64), v = nn.Linear(64, 64);
            private readonly Linear out_proj = nn.Linear(64, 64);
            private readonly Conv2d conv1 = nn.Conv2d(1, 8, 3), conv2 = nn.Conv2d(8, 16, 3);
            private readonly ReLU relu = nn.ReLU();
            private readonly Dropout dropout = nn.Dropout(0.5);
            private readonly LayerNorm norm = nn.LayerNorm(64);
            public Net() : base("net") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { {{body}} }
            private Tensor Twice(Tensor x) => functional.relu(x);
        }
        """);

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(8, 16), [|nn.Linear(16, 1)|])")]
    [InlineData("nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), [|nn.Linear(16, 1)|])")]
    [InlineData("nn.Sequential(nn.Linear(8, 16), [|nn.Linear(16, 16)|], [|nn.Linear(16, 1)|])")]
    [InlineData("nn.Sequential((\"a\", nn.Linear(8, 16)), (\"b\", [|nn.Linear(16, 1)|]))")]
    [InlineData("nn.Sequential(nn.Linear(8, 16), nn.Dropout(0.5), [|nn.Linear(16, 1)|])")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), [|nn.Conv2d(8, 16, 3)|], nn.ReLU())")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.AvgPool2d(2), [|nn.Conv2d(8, 4, 3)|])")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.Flatten(), [|nn.Linear(800, 10)|])")]
    [InlineData("nn.Sequential(new Module<Tensor, Tensor>[] { nn.Linear(8, 16), [|nn.Linear(16, 1)|] })")]
    [InlineData("nn.Sequential(nn.Linear(8, hidden), [|nn.Linear(hidden, classes)|])")]
    [InlineData("nn.Sequential(nn.Linear(8, width), [|nn.Linear(width, 1)|])")]
    [InlineData("nn.Sequential(nn.Linear(classes, 128), [|nn.Linear(128, 10)|])")]
    [InlineData("nn.Sequential(nn.Linear(8, 16), nn.Sequential(nn.ReLU(), nn.Linear(16, 16)), nn.Tanh(), nn.Sequential(nn.Linear(16, 16), [|nn.Linear(16, 2)|]))")]
    [InlineData("nn.Sequential(Linear(8, 16), [|Linear(16, 1)|])")]
    public Task Reports_sequences(string network) => Check($"int hidden = args.Length, width = args.Length, classes = args.Length; var model = {network};");

    [Theory]
    [InlineData("return [|b.forward(a.forward(x))|];")]
    [InlineData("x = a.forward(x); x = [|b.forward(x)|]; return c.forward(functional.relu(x));")]
    [InlineData("x = a.call(x); x = dropout.call(x); return [|c.call(x)|];")]
    [InlineData("using var h = a.forward(x); using var g = h.view(-1, 64); return [|c.forward(g)|];")]
    [InlineData("x = relu.forward(a.forward(x)); x = b.forward(x); return [|c.forward(x)|];")]
    [InlineData("x = conv1.forward(x); x = functional.relu([|conv2.forward(x)|]); return x;")]
    [InlineData("var h = Twice(a.forward(x)); h = b.forward(h); return functional.softmax([|c.forward(h)|], 1);")]
    public Task Reports_applications(string body) => CheckForward(body);

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1))")]
    [InlineData("nn.Sequential(nn.Linear(512, 8), nn.Linear(8, 512))")]
    [InlineData("nn.Sequential(nn.Linear(512, 8, hasBias: false), nn.Linear(8, 4))")]
    [InlineData("nn.Sequential(nn.Linear(width, 8), nn.Linear(8, width))")]
    [InlineData("nn.Sequential(nn.Linear(width, classes), nn.Linear(classes, width))")]
    [InlineData("nn.Sequential(nn.Linear(8, 16), nn.LayerNorm(16), nn.Linear(16, 1))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.BatchNorm2d(8), nn.Conv2d(8, 8, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), nn.MaxPool2d(2), nn.Conv2d(8, 8, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(8, 8, 3, groups: 8), nn.Conv2d(8, 16, 1))")]
    [InlineData("nn.Sequential(nn.Conv2d(8, 8, 3, groups: 8), nn.Conv2d(8, 16, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(8, 4, 1), nn.Conv2d(4, 16, 3))")]
    [InlineData("nn.Sequential(nn.ConvTranspose2d(8, 4, 2), nn.Conv2d(4, 4, 3))")]
    [InlineData("nn.Sequential(nn.Conv2d(3, 64, 16, stride: 16), nn.Flatten(), nn.Linear(64, 64))")]
    [InlineData("nn.Sequential((\"embed\", nn.Linear(64, 64)), (\"b\", nn.Linear(64, 64)))")]
    [InlineData("nn.Sequential(nn.Sequential(nn.Linear(8, 8)), nn.Sequential(nn.Linear(8, 8)))")]
    [InlineData("nn.Sequential(nn.Embedding(8, 8), nn.Linear(8, 8))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), Layer(), nn.Linear(8, 8))")]
    public Task Is_silent_about_sequences(string network) => Check($$"""
        int hidden = args.Length, width = args.Length, classes = args.Length; var model = {{network}};
        static Module<Tensor, Tensor> Layer() => Environment.ProcessorCount > 2 ? nn.ReLU() : nn.Tanh();
        """);

    [Theory]
    [InlineData("return c.forward(functional.relu(a.forward(x)));")]
    [InlineData("var s = torch.softmax(torch.matmul(q.forward(x), k.forward(x).transpose(0, 1)), 1); return out_proj.forward(torch.matmul(s, v.forward(x)));")]
    [InlineData("return out_proj.forward(v.forward(x));")]
    [InlineData("x = a.forward(x); x = norm.forward(x); return b.forward(x);")]
    [InlineData("x = a.forward(x); x = x + b.forward(functional.relu(x)); return c.forward(x);")]
    [InlineData("x = a.forward(x).transpose(0, 1); return b.forward(x);")]
    [InlineData("x = a.forward(x); x = x * x; return b.forward(x);")]
    [InlineData("x = a.forward(x); if (training) x = functional.relu(x); return b.forward(x);")]
    [InlineData("var mean = a.forward(x); return b.forward(mean + torch.randn_like(mean) * c.forward(x).exp());")]
    [InlineData("x = functional.max_pool2d(conv1.forward(x), 2); return conv2.forward(x);")]
    public Task Is_silent_about_applications(string body) => CheckForward(body);

    [Fact]
    public Task An_encoder_and_a_decoder() => Check("""
        class Autoencoder : Module<Tensor, Tensor>
        {
            private readonly Sequential encoder = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16));
            private readonly Sequential decoder = nn.Sequential(nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 8));
            public Autoencoder() : base("a") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => decoder.forward(encoder.forward(x));
        }
        """);

    [Fact]
    public Task Layers_that_only_look_alike() => Check("""
        class Linear2 { public Tensor forward(Tensor x) => x * 2; }
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear2 a = new(), b = new();
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => b.forward(a.forward(x));
        }
        """);

    [Fact]
    public Task Is_silent_where_nothing_is_trained() => Check("""
        var model = nn.Sequential(nn.Linear(8, 16), nn.Linear(16, 1));
        model.load("weights.dat");
        """);
}

public sealed class DL2002LinearOnLinearFixTests
{
    [Theory]
    [InlineData("var m = nn.Sequential(nn.Linear(8, 16), nn.Linear(16, 16), nn.Linear(16, 1));", "var m = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 16), nn.ReLU(), nn.Linear(16, 1));")]
    [InlineData("var m = nn.Sequential((\"a\", nn.Linear(8, 16)), (\"b\", nn.Linear(16, 1)));", "var m = nn.Sequential((\"a\", nn.Linear(8, 16)), (\"relu_b\", nn.ReLU()), (\"b\", nn.Linear(16, 1)));")]
    [InlineData("var m = nn.Sequential(Linear(8, 16), Linear(16, 1));", "var m = nn.Sequential(Linear(8, 16), ReLU(), Linear(16, 1));")]
    [InlineData("var m = nn.Sequential(new Module<Tensor, Tensor>[] { nn.Linear(8, 16), nn.Linear(16, 1) });", "var m = nn.Sequential(new Module<Tensor, Tensor>[] { nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1) });")]
    [InlineData(
        "class N : Module<Tensor, Tensor> { Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 1); public N() : base(\"n\") { RegisterComponents(); } public override Tensor forward(Tensor x) { x = b.forward(a.forward(x)); return c.forward(x); } }",
        "class N : Module<Tensor, Tensor> { Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 1); public N() : base(\"n\") { RegisterComponents(); } public override Tensor forward(Tensor x) { x = b.forward(a.forward(x).relu()); return c.forward(x.relu()); } }")]
    public Task Inserts_ReLU(string before, string after) => VerifyFix.Turns(new DL2002LinearOnLinear(), new DL2002LinearOnLinearFix(), before, after);
}
