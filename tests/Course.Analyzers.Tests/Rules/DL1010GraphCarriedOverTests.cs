using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1010GraphCarriedOverTests
{
    private static Task Program(string body) => Verify.Reports(new DL1010GraphCarriedOver(), $$"""
        var gru = nn.GRU(8, 16); var lstm = nn.LSTM(8, 16); var cell = nn.GRUCell(8, 16); var head = nn.Linear(16, 1); var net = new Net(); var cuts = new Cuts();
        var optimizer = torch.optim.Adam(gru.parameters().Concat(lstm.parameters()).Concat(cell.parameters()).Concat(head.parameters()).Concat(net.parameters()).Concat(cuts.parameters()));
        Tensor h = torch.zeros(1, 4, 16), c = torch.zeros(1, 4, 16); var x = torch.randn(20, 4, 8);
        {{body}}
        static void Back(Tensor loss) => loss.backward();
        class Net : Module<Tensor, Tensor, (Tensor, Tensor)>
        {
            private readonly GRU gru = nn.GRU(8, 16);
            public Net() : base("net") { RegisterComponents(); }
            public override (Tensor, Tensor) forward(Tensor x, Tensor h) => gru.forward(x, h);
        }
        class Cuts : Module<Tensor, Tensor, (Tensor, Tensor)>
        {
            private readonly GRU gru = nn.GRU(8, 16);
            public Cuts() : base("cuts") { RegisterComponents(); }
            public override (Tensor, Tensor) forward(Tensor x, Tensor h) { var (y, n) = gru.forward(x, h); return (y, n.detach()); }
        }
        """);

    private const string Update = "optimizer.zero_grad(); y.mean().backward(); optimizer.step();";

    private static Task InLoop(string body) => Program("for (int i = 0; i < 9; i++) { " + body + " }");

    public static TheoryData<string> Carried => new()
    {
        { "var (y, n) = gru.forward(x, h); " + Update + " {|W:h = n|};" },
        { "var (y, n) = gru.forward(x, h); {|W:h = n|}; " + Update },
        { "Tensor y; {|W:(y, h) = gru.forward(x, h)|}; " + Update },
        { "Tensor y; {|W:(y, h) = gru.call(x, h)|}; " + Update },
        { "Tensor y; {|W:(y, h, c) = lstm.forward(x, (h, c))|}; " + Update },
        { "var (y, h1, c1) = lstm.forward(x, (h, c)); " + Update + " {|W:h = h1|}; c = c1;" },
        { "var (y, n) = net.forward(x, h); " + Update + " {|W:h = n|};" },
        { "{|W:h = cell.forward(x[0], h)|}; var y = head.forward(h); " + Update },
        { "for (int t = 0; t < 20; t++) {|W:h = cell.forward(x[t], h)|}; var y = head.forward(h); " + Update },
        { "using var scope = torch.NewDisposeScope(); var (y, n) = gru.forward(x, h); " + Update + " {|W:h = n.MoveToOuterDisposeScope()|};" },
        { "var result = gru.forward(x, h); var y = result.Item1; " + Update + " {|W:h = result.Item2|};" },
        { "var (y, n) = gru.forward(x, h); optimizer.zero_grad(); Tensor? loss = y.mean(); loss?.backward(); optimizer.step(); {|W:h = n|};" },
        { "var (y, n) = gru.forward(x, h); optimizer.zero_grad(); Back(y.mean()); optimizer.step(); {|W:h = n|};" },
        { "var (y, n) = gru.forward(x, h); optimizer.zero_grad(); torch.autograd.backward(y.mean()); optimizer.step(); {|W:h = n * 0.9|};" },
        { "var (y, n) = gru.forward(x, h); var loss = y.mean(); if (i % 4 == 3) { loss.backward(); optimizer.step(); optimizer.zero_grad(); } {|W:h = n|};" },
        { "var (y, _) = gru.forward(x); optimizer.zero_grad(); y.mean().backward({|W:retain_graph: true|}); optimizer.step();" },
        { "optimizer.zero_grad(); var y = head.forward(torch.randn(4, 16)); torch.autograd.backward(y.mean(), {|W:retain_graph: true|}); optimizer.step();" },
        { "var (y, n) = gru.forward(x, h); optimizer.zero_grad(); y.mean().backward({|W:retain_graph: true|}); optimizer.step(); {|W:h = n|};" },
    };

    public static TheoryData<string> Ended => new()
    {
        { "var (y, n) = gru.forward(x, h); " + Update + " h = n.detach();" },
        { "h = h.detach(); var (y, n) = gru.forward(x, h); " + Update + " h = n;" },
        { "Tensor y; (y, h) = gru.forward(x, h.detach()); " + Update },
        { "Tensor y; (y, h) = gru.forward(x, h); " + Update + " h = h.detach();" },
        { "Tensor y; h = torch.zeros(1, 4, 16); (y, h) = gru.forward(x, h); " + Update },
        { "var (y, n) = gru.forward(x, h); " + Update + " h = n.detach().clone();" },
        { "var (y, n) = cuts.forward(x, h); " + Update + " h = n;" },
        { "var (y, _) = gru.forward(x, h); " + Update },
        { "var s = torch.zeros(4, 16); for (int t = 0; t < 20; t++) s = cell.forward(x[t], s); var y = head.forward(s); " + Update },
        { "Tensor y; using (torch.no_grad()) { (y, h) = gru.forward(x, h); } y = head.forward(y); " + Update },
        { "Tensor y; (y, h) = gru.forward(x, h);" },
        { "x = torch.randn(20, 4, 8); var (y, _) = gru.forward(x); " + Update },
        { "var (y, _) = gru.forward(x); " + Update + " h = 0.9 * h + 0.1 * y.detach()[0];" },

        // Kept for a second use.
        { "var f = head.forward(torch.randn(4, 16)); optimizer.zero_grad(); f.mean().backward(retain_graph: true); f.pow(2).mean().backward(); optimizer.step();" },
        { "var y = head.forward(torch.randn(4, 16)); optimizer.zero_grad(); y.mean().backward(retain_graph: true, create_graph: true); optimizer.step();" },
        { "var y = head.forward(torch.randn(4, 16)); optimizer.zero_grad(); y.mean().backward(retain_graph: false); optimizer.step();" },
        { "var y = head.forward(torch.randn(4, 16)); optimizer.zero_grad(); y.mean().backward(retain_graph: true); var g = torch.autograd.grad(new[] { y.mean() }, new[] { (Tensor)head.weight! }); optimizer.step();" },
    };

    [Theory]
    [MemberData(nameof(Carried))]
    public Task Reports(string body) => InLoop(body);

    [Theory]
    [MemberData(nameof(Ended))]
    public Task Is_silent(string body) => InLoop(body);

    [Theory]
    [InlineData("var y = head.forward(h); for (int i = 0; i < 9; i++) { optimizer.zero_grad(); y.mean().backward(retain_graph: true); optimizer.step(); }")]
    [InlineData("var f = gru.forward(x).Item1; for (int i = 0; i < 9; i++) { optimizer.zero_grad(); head.forward(f).mean().backward(retain_graph: true); optimizer.step(); }")]
    [InlineData("var loss = torch.zeros(1); for (int i = 0; i < 9; i++) { var (y, n) = gru.forward(x, h); h = n; loss = loss + y.mean(); } loss.backward(); optimizer.step();")]
    [InlineData("head.forward(h).mean().backward(retain_graph: true); optimizer.step();")]
    public Task Is_silent_across_loops(string body) => Program(body);

    [Fact]
    public Task State_as_a_nullable_tuple() => Program("""
        (Tensor, Tensor)? state = null;
        for (int i = 0; i < 9; i++) { var (y, h1, c1) = lstm.forward(x, state); optimizer.zero_grad(); y.mean().backward(); optimizer.step(); {|W:state = (h1, c1)|}; }
        """);

    [Fact]
    public Task State_in_a_field() => Verify.Reports(new DL1010GraphCarriedOver(), """
        class Trainer
        {
            private readonly GRU _gru = nn.GRU(8, 16);
            private readonly torch.optim.Optimizer _o;
            private Tensor _state = torch.zeros(1, 4, 16);
            public Trainer() => _o = torch.optim.Adam(_gru.parameters());
            public void Train(IEnumerable<Tensor> data)
            {
                foreach (var x in data) { var (y, n) = _gru.forward(x, _state); _o.zero_grad(); y.mean().backward(); _o.step(); {|W:_state = n|}; }
            }
        }
        """);
}

public sealed class DL1010GraphCarriedOverFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL1010GraphCarriedOver(), new DL1010GraphCarriedOverFix(), before, after);

    [Fact]
    public Task Cuts_all_states_at_once() => Turns(
        """
        var lstm = nn.LSTM(8, 16);
        var o = torch.optim.Adam(lstm.parameters());
        Tensor? h = torch.zeros(1, 4, 16);
        var c = torch.zeros(1, 4, 16);
        for (int i = 0; i < 9; i++)
        {
            // Forward.
            var (y, h1, c1) = lstm.forward(torch.randn(5, 4, 8), (h!, c));
            y.mean().backward(retain_graph: true);
            o.step();
            h = h1;
            c = c1;
        }
        """,
        """
        var lstm = nn.LSTM(8, 16);
        var o = torch.optim.Adam(lstm.parameters());
        Tensor? h = torch.zeros(1, 4, 16);
        var c = torch.zeros(1, 4, 16);
        for (int i = 0; i < 9; i++)
        {
            // Forward.
            h = h?.detach(); c = c.detach();
            var (y, h1, c1) = lstm.forward(torch.randn(5, 4, 8), (h!, c));
            y.mean().backward();
            o.step();
            h = h1;
            c = c1;
        }
        """);

    [Fact]
    public async Task Is_not_offered_where_backward_waits()
    {
        const string Code = """
            var gru = nn.GRU(8, 16);
            var o = torch.optim.Adam(gru.parameters());
            var h = torch.zeros(1, 4, 16);
            for (int i = 0; i < 9; i++)
            {
                var (y, n) = gru.forward(torch.randn(5, 4, 8), h);
                if (i % 4 == 3) { y.mean().backward(); o.step(); o.zero_grad(); }
                h = n;
            }
            """;
        await Turns(Code, Code);
    }
}
