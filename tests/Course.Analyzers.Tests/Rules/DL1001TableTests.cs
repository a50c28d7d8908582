using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

/// <summary>Every cell of the rule's decision table: which network under which optimizer weighs how much.</summary>
public sealed class DL1001TableTests
{
    private const string Rnn = "var net = nn.RNN(8, 16);";
    private const string RnnCell = "var net = nn.RNNCell(8, 16);";
    private const string Gru = "var net = nn.GRU(8, 16);";
    private const string GruCell = "var net = nn.GRUCell(8, 16);";
    private const string Lstm = "var net = nn.LSTM(8, 16);";
    private const string LstmCell = "var net = nn.LSTMCell(8, 16);";
    private const string Encoder = "var net = nn.TransformerEncoder(nn.TransformerEncoderLayer(8, 2, 16), 2);";
    private const string Transformer = "var net = nn.Transformer(8);";
    private const string Heads = "var net = nn.MultiheadAttention(8, 2);";
    private const string Shallow = "var net = nn.Sequential(nn.Linear(8, 16), nn.ReLU(), nn.Linear(16, 1));";
    private const string Conv = "var net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.BatchNorm2d(8), nn.ReLU(), nn.Flatten(), nn.Linear(8, 10));";
    private const string Written = "var net = new Written();";
    private const string WrittenRnn = "var net = new HandMade();";
    private const string WrittenAttention = "var net = new Attends();";
    private const string Fused = "var net = new Fused();";
    private const string Deep = "var net = new Deep();";
    private const string DeepNorm = "var net = new DeepNorm();";
    private const string Residual = "var net = new Res();";
    private const string Bag = "var net = new Bag();";

    private const string Classes = """
        class Written : Module<Tensor, Tensor>
        {
            private readonly Module<Tensor, Tensor> embed = nn.Embedding(10, 8);
            private readonly LSTM lstm = nn.LSTM(8, 16);
            public Written() : base("w") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => lstm.forward(embed.forward(x)).Item1;
        }
        class HandMade : Module<Tensor, Tensor>
        {
            private readonly Linear input = nn.Linear(8, 16);
            private readonly Linear hidden = nn.Linear(16, 16);
            public HandMade() : base("h") { RegisterComponents(); }
            public override Tensor forward(Tensor x)
            {
                var h = torch.zeros(4, 16);
                for (int t = 0; t < x.shape[0]; t++)
                    h = torch.tanh(input.forward(x[t]) + hidden.forward(h));
                return h;
            }
        }
        class Attends : Module<Tensor, Tensor>
        {
            private readonly Linear q = nn.Linear(8, 8), k = nn.Linear(8, 8), v = nn.Linear(8, 8);
            public Attends() : base("a") { RegisterComponents(); }
            public override Tensor forward(Tensor x)
            {
                var scores = torch.matmul(q.forward(x), k.forward(x).transpose(-2, -1)) / Math.Sqrt(8);
                return torch.matmul(functional.softmax(scores, -1), v.forward(x));
            }
        }
        class Fused : Module<Tensor, Tensor>
        {
            private readonly Linear q = nn.Linear(8, 8), k = nn.Linear(8, 8), v = nn.Linear(8, 8);
            public Fused() : base("f") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => functional.scaled_dot_product_attention(q.forward(x), k.forward(x), v.forward(x));
        }
        class Deep : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = nn.ModuleList<Module<Tensor, Tensor>>();
            public Deep() : base("d") { for (int i = 0; i < 12; i++) layers.Add(nn.Linear(8, 8)); RegisterComponents(); }
            public override Tensor forward(Tensor x) { foreach (var layer in layers) x = functional.relu(layer.forward(x)); return x; }
        }
        class DeepNorm : Module<Tensor, Tensor>
        {
            private readonly ModuleList<Module<Tensor, Tensor>> layers = nn.ModuleList<Module<Tensor, Tensor>>();
            private readonly LayerNorm norm = nn.LayerNorm(8);
            public DeepNorm() : base("d") { for (int i = 0; i < 12; i++) layers.Add(nn.Linear(8, 8)); RegisterComponents(); }
            public override Tensor forward(Tensor x) { foreach (var layer in layers) x = functional.relu(norm.forward(layer.forward(x))); return x; }
        }
        class Block : Module<Tensor, Tensor>
        {
            private readonly Conv2d one = nn.Conv2d(8, 8, 3, padding: 1), two = nn.Conv2d(8, 8, 3, padding: 1);
            public Block() : base("b") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => functional.relu(two.forward(functional.relu(one.forward(x))) + x);
        }
        class Res : Module<Tensor, Tensor>
        {
            private readonly Sequential blocks = nn.Sequential(new Block(), new Block(), new Block(), new Block(), new Block(), new Block());
            public Res() : base("r") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => blocks.forward(x);
        }
        class Bag : Module<Tensor, Tensor>
        {
            private readonly EmbeddingBag bag = nn.EmbeddingBag(100, 8);
            private readonly Linear head = nn.Linear(8, 4);
            public Bag() : base("b") { RegisterComponents(); }
            public override Tensor forward(Tensor x) => head.forward(bag.forward(x, null, null));
        }
        """;

    [Theory]
    [InlineData(Rnn, "W", "W", "W")]
    [InlineData(RnnCell, "W", "W", "W")]
    [InlineData(WrittenRnn, "W", "W", "W")]
    [InlineData(Gru, "W", "I", "W")]
    [InlineData(GruCell, "W", "I", "W")]
    [InlineData(Lstm, "W", "I", "W")]
    [InlineData(LstmCell, "W", "I", "W")]
    [InlineData(Written, "W", "I", "W")]
    [InlineData(Encoder, "W", "W", "W")]
    [InlineData(Transformer, "W", "W", "W")]
    [InlineData(Heads, "W", "W", "W")]
    [InlineData(WrittenAttention, "W", "W", "W")]
    [InlineData(Fused, "W", "W", "W")]
    [InlineData(Deep, "I", null, null)]
    [InlineData(DeepNorm, null, null, null)]
    [InlineData(Residual, null, null, null)]
    [InlineData(Conv, null, null, null)]
    [InlineData(Shallow, null, null, null)]
    [InlineData(Bag, null, null, null)]
    public async Task Weighs_as_the_table_says(string network, string? sgd, string? adam, string? adamInCourse)
    {
        foreach (var optimizer in new[] { "torch.optim.SGD(net.parameters(), 0.1)", "torch.optim.RMSProp(net.parameters())", "torch.optim.ASGD(net.parameters())" })
            await Expect(network, optimizer, sgd);
        foreach (var optimizer in new[] { "torch.optim.Adam(net.parameters())", "torch.optim.AdamW(net.parameters())", "torch.optim.NAdam(net.parameters())", "torch.optim.RAdam(net.parameters())", "torch.optim.Adamax(net.parameters())" })
            await Expect(network, optimizer, adam);
        await Expect(network, "Pick(net.parameters())", sgd, code: "static Optimizer Pick(IEnumerable<Parameter> p) => Environment.ProcessorCount > 2 ? torch.optim.SGD(p, 0.1) : torch.optim.Adam(p);");
        await Expect(network, "torch.optim.Adam(net.parameters())", adamInCourse, "dl.profile = course");
        await Expect(network, "torch.optim.LBFGS(net.parameters())", null);
    }

    private static Task Expect(string network, string optimizer, string? weight, string? config = null, string code = "") => Verify.Reports(
        new DL1001GradientsNotClipped(),
        $$"""
        using static TorchSharp.torch.optim;
        {{network}}
        Optimizer optimizer = {{optimizer}};
        for (int i = 0; i < 100; i++)
        {
            using var scope = torch.NewDisposeScope();
            var loss = Loss(net);
            optimizer.zero_grad();
            loss.backward();
            {{(weight is null ? "optimizer.step()" : "{|" + weight + ":optimizer.step()|}")}};
        }
        static Tensor Loss(Module net) => net.parameters().First().sum();
        {{code}}
        {{Classes}}
        """,
        config);
}
