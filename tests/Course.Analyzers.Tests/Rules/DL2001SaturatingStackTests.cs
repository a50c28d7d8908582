using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL2001SaturatingStackTests
{
    private static Task Check(string code) => Verify.Reports(new DL2001SaturatingStack(), code);

    /// <summary>A class whose forward applies a number of hidden layers, each with the given code around <c>layer.forward(x)</c>.</summary>
    private static string Stack(int depth, string each, string init = "", string weight = "") => $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = nn.ModuleList<Module<Tensor, Tensor>>();
            private readonly Linear head = nn.Linear(64, 1);
            private readonly LayerNorm norm = nn.LayerNorm(64);
            public Net() : base("net")
            {
                for (int i = 0; i < {{depth}}; i++)
                    layers.Add(nn.Linear(64, 64));
                {{init}}
                RegisterComponents();
            }
            public override Tensor forward(Tensor x)
            {
                foreach (var layer in layers)
                    x = {{(weight.Length == 0 ? each : each.Replace("[|", "{|" + weight + ":").Replace("|]", "|}"))}};
                return head.forward(x);
            }
        }
        """;

    private const string Xavier = "foreach (var p in parameters()) if (p.dim() > 1) nn.init.xavier_uniform_(p, gain: 5.0 / 3);";
    private const string Calculated = "foreach (var p in parameters()) if (p.dim() > 1) nn.init.xavier_normal_(p, nn.init.calculate_gain(nn.init.NonlinearityType.Tanh, 0));";
    private const string Wide = "foreach (var p in parameters()) nn.init.normal_(p, 0, 1.0);";
    private const string Narrow = "foreach (var p in parameters()) nn.init.normal_(p, 0, 0.02);";

    // One row of the table of thresholds after the other; null where nothing is said.
    [Theory]
    [InlineData("[|torch.sigmoid(layer.forward(x))|]", "", 2, null)]
    [InlineData("[|torch.sigmoid(layer.forward(x))|]", "", 3, "I")]
    [InlineData("[|torch.sigmoid(layer.forward(x))|]", "", 4, "W")]
    [InlineData("[|torch.sigmoid(layer.forward(x))|]", "", 20, "W")]
    [InlineData("[|functional.hardsigmoid(layer.forward(x))|]", "", 3, "I")]
    [InlineData("[|functional.hardsigmoid(layer.forward(x))|]", "", 4, "W")]
    [InlineData("[|layer.forward(x).sigmoid()|]", Xavier, 3, "I")]
    [InlineData("[|layer.forward(x).sigmoid_()|]", Xavier, 4, "W")]
    [InlineData("[|torch.sigmoid(norm.forward(layer.forward(x)))|]", "", 3, null)]
    [InlineData("[|torch.sigmoid(norm.forward(layer.forward(x)))|]", "", 4, "I")]
    [InlineData("[|torch.sigmoid(norm.forward(layer.forward(x)))|]", "", 5, "I")]
    [InlineData("[|torch.sigmoid(norm.forward(layer.forward(x)))|]", "", 6, "W")]
    [InlineData("[|torch.sigmoid(layer.forward(x))|] + x", "", 14, null)]
    [InlineData("[|torch.sigmoid(layer.forward(x))|] + x", "", 15, "I")]
    [InlineData("[|torch.sigmoid(layer.forward(x))|] + x", "", 40, "I")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", "", 7, null)]
    [InlineData("[|torch.tanh(layer.forward(x))|]", "", 8, "I")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", "", 11, "I")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", "", 12, "W")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Narrow, 12, "W")]
    [InlineData("[|functional.softsign(layer.forward(x))|]", "", 8, "I")]
    [InlineData("[|functional.softsign(layer.forward(x))|]", "", 12, "W")]
    [InlineData("[|functional.hardtanh(layer.forward(x))|]", "", 7, null)]
    [InlineData("[|functional.hardtanh(layer.forward(x))|]", "", 12, "W")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Xavier, 30, null)]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Calculated, 30, null)]
    [InlineData("[|torch.tanh(norm.forward(layer.forward(x)))|]", "", 30, null)]
    [InlineData("[|torch.tanh(layer.forward(x))|] + x", "", 30, null)]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Wide, 2, null)]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Wide, 3, "I")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Wide, 5, "I")]
    [InlineData("[|torch.tanh(layer.forward(x))|]", Wide, 6, "W")]
    [InlineData("functional.relu(layer.forward(x))", "", 40, null)]
    [InlineData("torch.sin(layer.forward(x))", "", 40, null)]
    [InlineData("functional.silu(layer.forward(x))", "", 40, null)]
    [InlineData("functional.gelu(layer.forward(x))", "", 40, null)]
    [InlineData("layer.forward(x) * torch.sigmoid(layer.forward(x))", "", 40, null)]
    public Task Keeps_to_the_table(string each, string init, int depth, string? weight) =>
        Check(Stack(depth, weight is null ? each.Replace("[|", "", StringComparison.Ordinal).Replace("|]", "", StringComparison.Ordinal) : each, init, weight ?? ""));

    [Theory]
    [InlineData("nn.Sequential(nn.Linear(8, 8), {|W:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), {|I:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), {|I:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1), nn.Sigmoid())")]
    [InlineData("nn.Sequential((\"a\", nn.Linear(8, 8)), (\"b\", {|I:nn.Sigmoid()|}), (\"c\", nn.Linear(8, 8)), (\"d\", nn.Sigmoid()), (\"e\", nn.Linear(8, 8)), (\"f\", nn.Sigmoid()), (\"g\", nn.Linear(8, 1)))")]
    [InlineData("nn.Sequential(nn.Conv2d(1, 8, 3), {|I:nn.Sigmoid()|}, nn.MaxPool2d(2), nn.Conv2d(8, 8, 3), nn.Sigmoid(), nn.Flatten(), nn.Dropout(0.5), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), {|I:nn.Hardsigmoid()|}, nn.Linear(8, 8), nn.Hardsigmoid(), nn.Linear(8, 8), nn.Hardsigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), {|W:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Sequential(nn.Linear(8, 8), {|W:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Sigmoid()), nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid()), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(new Module<Tensor, Tensor>[] { nn.Linear(8, 8), {|I:nn.Sigmoid()|}, nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1) })")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1), nn.Sigmoid())")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 8), nn.Tanh(), nn.Linear(8, 2))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.LeakyReLU(0.2), nn.Linear(8, 8), nn.LeakyReLU(0.2), nn.Linear(8, 64), nn.Tanh())")]
    [InlineData("nn.Sequential(nn.Linear(8, 4), nn.Sigmoid(), nn.Linear(4, 8), nn.ReLU(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), Layer(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Sigmoid(), nn.Sigmoid(), nn.Sigmoid(), nn.Sigmoid(), nn.Linear(8, 1))")]
    [InlineData("nn.Sequential(nn.Linear(8, 8), nn.GLU(), nn.Linear(8, 8), nn.SiLU(), nn.Linear(8, 8), nn.GELU(), nn.Linear(8, 8), nn.Mish(), nn.Linear(8, 1))")]
    public Task Reads_sequences(string network) => Check($"""
        var model = {network};
        model.forward(torch.randn(8)).sum().backward();
        static Module<Tensor, Tensor> Layer() => Environment.ProcessorCount > 2 ? nn.ReLU() : nn.Tanh();
        """);

    [Fact]
    public Task Layers_from_a_list_that_a_loop_fills() => Check("""
        var layers = new List<Module<Tensor, Tensor>>();
        layers.Add(nn.Linear(8, 64));
        layers.Add({|W:nn.Sigmoid()|});
        for (int i = 0; i < 6; i++)
        {
            layers.Add(nn.Linear(64, 64));
            layers.Add(nn.Sigmoid());
        }
        layers.Add(nn.Linear(64, 1));
        var model = nn.Sequential(layers);
        """);

    [Fact]
    public Task Layers_from_a_query() => Check("""
        class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Linear> layers = nn.ModuleList(Enumerable.Range(0, 5).Select(_ => nn.Linear(8, 8)).ToArray());
            private readonly Linear head = nn.Linear(8, 1);
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x)
            {
                for (int i = 0; i < layers.Count; i++) { using var h = layers[i].call(x); x = {|W:h.sigmoid()|}; }
                return head.call(x);
            }
        }
        """);

    [Theory]
    [InlineData("new Net(3)", "{|I:torch.sigmoid(layer.forward(x))|}")]
    [InlineData("new Net(2), b = new Net(6)", "{|W:torch.sigmoid(layer.forward(x))|}")]
    [InlineData("new Net()", "{|W:torch.sigmoid(layer.forward(x))|}")]
    [InlineData("new Net(2)", "torch.sigmoid(layer.forward(x))")]
    [InlineData("new Net(int.Parse(\"9\"))", "torch.sigmoid(layer.forward(x))")]
    public Task Depth_from_a_parameter(string made, string apply) => Check($$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = nn.ModuleList<Module<Tensor, Tensor>>();
            private readonly Linear head = nn.Linear(64, 1);
            public Net(int depth = 5) : base("net") { for (int i = 0; i < depth; i++) layers.Add(nn.Linear(64, 64)); RegisterComponents(); }
            public override Tensor forward(Tensor x) { foreach (var layer in layers) x = {{apply}}; return head.forward(x); }
        }
        static class Program { static void Main() { Net a = {{made}}; } }
        """);

    [Fact]
    public Task Blocks_add_up_across_classes() => Check("""
        class Block : Module<Tensor, Tensor>
        {
            private readonly Linear one = nn.Linear(8, 8), two = nn.Linear(8, 8);
            public Block() : base("b") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => torch.sigmoid(two.forward({|W:torch.sigmoid(one.forward(x))|}));
        }
        class Net : Module<Tensor, Tensor>
        {
            private readonly Block a = new(), b = new();
            private readonly Linear head = nn.Linear(8, 1);
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(b.forward(a.forward(x)));
        }
        """);

    [Fact]
    public Task A_field_that_is_applied_again_and_again() => Check("""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 8), d = nn.Linear(8, 1);
            private readonly Sigmoid act = nn.Sigmoid();
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x)
            {
                x = {|I:act.forward(a.forward(x))|};
                x = act.forward(b.forward(x));
                x = act.forward(c.forward(x));
                return d.forward(x);
            }
        }
        """);

    [Theory]
    [InlineData("var gate = torch.sigmoid(a.forward(x)); var g2 = torch.sigmoid(b.forward(x)); var g3 = torch.sigmoid(c.forward(x)); return d.forward(x * gate * g2 * g3);")]
    [InlineData("var p = torch.sigmoid(a.forward(x)); var q = torch.sigmoid(b.forward(x)); var r = torch.sigmoid(c.forward(x)); return d.forward(torch.cat(new[] { p, q, r }, 1));")]
    [InlineData("return d.forward(torch.softmax(c.forward(torch.tanh(a.forward(x) + b.forward(x))), 1));")]
    [InlineData("x = x * torch.sigmoid(b.forward(functional.relu(a.forward(x)))); x = x * torch.sigmoid(c.forward(x)); return torch.sigmoid(d.forward(x));")]
    [InlineData("var mean = a.forward(x); var deviation = b.forward(x).exp(); return torch.sigmoid(d.forward(functional.relu(c.forward(mean + deviation))));")]
    [InlineData("while (x.sum().item<float>() > 0) x = torch.sigmoid(a.forward(x)); return d.forward(x);")]
    public Task Is_silent_about_gates_and_branches(string body) => Check($$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 8), d = nn.Linear(8, 8);
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { {{body}} }
        }
        """);

    [Fact]
    public Task Is_silent_where_nothing_is_trained() => Check("""
        var model = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1));
        model.load("model.dat");
        model.eval();
        using (torch.no_grad()) Console.WriteLine(model.forward(torch.randn(8)).item<float>());
        """);

    private const string FourSigmoids = "nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1))";

    [Theory]
    [InlineData("foreach (var p in old.parameters()) p.requires_grad_(false);")]
    [InlineData("foreach (var p in old.parameters()) p.requires_grad = false;")]
    [InlineData("foreach (var (name, p) in old.named_parameters()) { p.requires_grad = false; }")]
    public Task Is_silent_about_a_frozen_network(string freeze) => Check($"""
        var old = {FourSigmoids};
        {freeze}
        var head = nn.Linear(1, 1);
        head.forward(old.forward(torch.randn(8))).sum().backward();
        """);

    [Theory]
    [InlineData("foreach (var p in head.parameters()) p.requires_grad_(false);")]
    [InlineData("foreach (var p in old.parameters()) p.requires_grad_(true);")]
    public Task Reports_what_is_not_frozen(string freeze) => Check($"""
        var old = {"nn.Sequential(nn.Linear(8, 8), {|W:nn.Sigmoid()|}" + FourSigmoids["nn.Sequential(nn.Linear(8, 8), nn.Sigmoid()".Length..]};
        var head = nn.Linear(1, 1);
        {freeze}
        head.forward(old.forward(torch.randn(8))).sum().backward();
        """);

    [Fact]
    public Task Is_silent_about_a_policy_of_two_tanh_layers() => Check("""
        class Policy : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(4, 64), b = nn.Linear(64, 64), mean = nn.Linear(64, 2);
            public Policy() : base("p") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => torch.tanh(mean.forward(torch.tanh(b.forward(torch.tanh(a.forward(x))))));
        }
        """);

    [Fact]
    public Task Is_silent_about_the_decoding_of_boxes() => Check("""
        class Detector : Module<Tensor, Tensor>
        {
            private readonly Conv2d a = nn.Conv2d(3, 16, 3), b = nn.Conv2d(16, 16, 3), c = nn.Conv2d(16, 85, 1);
            private readonly Tensor grid = torch.zeros(2), anchors = torch.ones(2);
            public Detector() : base("d") { RegisterComponents(); }
            public override Tensor forward(Tensor x)
            {
                var y = c.forward(functional.relu(b.forward(functional.relu(a.forward(x)))));
                var xy = torch.sigmoid(y[TensorIndex.Ellipsis, TensorIndex.Slice(0, 2)]) + grid;
                var wh = torch.sigmoid(y[TensorIndex.Ellipsis, TensorIndex.Slice(2, 4)]).pow(2) * anchors;
                var objectness = torch.sigmoid(y[TensorIndex.Ellipsis, TensorIndex.Slice(4, 5)]);
                var classes = torch.sigmoid(y[TensorIndex.Ellipsis, TensorIndex.Slice(5)]);
                return torch.cat(new[] { xy, wh, objectness, classes }, -1);
            }
        }
        """);

    [Fact]
    public Task Is_silent_about_recurrent_gates() => Check("""
        var model = nn.Sequential(nn.Linear(8, 8), nn.Tanh());
        var lstm = nn.LSTM(8, 8, numLayers: 20);
        var gru = nn.GRU(8, 8, numLayers: 20);
        """);
}

public sealed class DL2001SaturatingStackFixTests
{
    [Theory]
    [InlineData(
        "var m = nn.Sequential(nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 8), nn.Sigmoid(), nn.Linear(8, 1), nn.Sigmoid());",
        "var m = nn.Sequential(nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 8), nn.ReLU(), nn.Linear(8, 1), nn.Sigmoid());")]
    [InlineData(
        "class N : Module<Tensor, Tensor> { Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 8), d = nn.Linear(8, 1); public N() : base(\"n\") { } public override Tensor forward(Tensor x) { x = torch.sigmoid(a.forward(x)); x = functional.hardsigmoid(b.forward(x)); x = c.forward(x).sigmoid(); return d.forward(x); } }",
        "class N : Module<Tensor, Tensor> { Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 8), d = nn.Linear(8, 1); public N() : base(\"n\") { } public override Tensor forward(Tensor x) { x = a.forward(x).relu(); x = functional.relu(b.forward(x)); x = c.forward(x).relu(); return d.forward(x); } }")]
    public Task Uses_ReLU(string before, string after) => VerifyFix.Turns(new DL2001SaturatingStack(), new DL2001SaturatingStackFix(), before, after);

    private const string Applied = "x = act.forward(a.forward(x)); x = act.forward(b.forward(x)); x = act.forward(c.forward(x)); ";

    private static string Net(string field, string forward) => $$"""
        class Net : Module<Tensor, Tensor>
        {
            private readonly Linear a = nn.Linear(8, 8), b = nn.Linear(8, 8), c = nn.Linear(8, 8), d = nn.Linear(8, 1);
            private readonly {{field}};
            public Net() : base("n") { RegisterComponents(); }
            public override Tensor forward(Tensor x) { {{forward}} }
        }
        """;

    [Theory]
    [InlineData("Sigmoid act = nn.Sigmoid()", "ReLU act = nn.ReLU()", Applied + "return d.forward(x);")]
    [InlineData("Module<Tensor, Tensor> act = nn.Hardsigmoid()", "Module<Tensor, Tensor> act = nn.ReLU()", Applied + "return d.forward(x);")]
    [InlineData("Sigmoid act = nn.Sigmoid()", "Sigmoid act = nn.Sigmoid()", Applied + "return act.forward(d.forward(x));")]
    [InlineData("Sigmoid act = nn.Sigmoid(), other = nn.Sigmoid()", "Sigmoid act = nn.Sigmoid(), other = nn.Sigmoid()", Applied + "return d.forward(x);")]
    public Task Exchanges_a_field(string before, string after, string forward) => VerifyFix.Turns(new DL2001SaturatingStack(), new DL2001SaturatingStackFix(), Net(before, forward), Net(after, forward));
}
