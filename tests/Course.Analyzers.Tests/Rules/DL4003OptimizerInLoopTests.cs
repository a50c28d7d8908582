using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL4003OptimizerInLoopTests
{
    private static Task Program(string body) => Verify.Reports(new DL4003OptimizerInLoop(), $$"""
        var model = nn.Linear(8, 1); var other = nn.Linear(8, 1); double rate = 0.1;
        {{body}}
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        static void Train(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { for (int i = 0; i < 9; i++) { o.zero_grad(); Loss(m).backward(); o.step(); } }
        """);

    private const string Update = "o.zero_grad(); Loss(model).backward(); o.step();";
    private const string Adam = "{|W:torch.optim.Adam(model.parameters())|}";

    [Theory]
    [InlineData($"for (int i = 0; i < 9; i++) {{ var o = {Adam}; {Update} }}")]
    [InlineData($"for (;;) {{ using var o = {Adam}; {Update} }}")]
    [InlineData($"for (;;) {{ using (var o = {Adam}) {{ {Update} }} }}")]
    [InlineData($"while (true) {{ torch.optim.Optimizer o = {Adam}; {Update} }}")]
    [InlineData($"torch.optim.Optimizer o; for (;;) {{ o = {Adam}; {Update} }}")]
    [InlineData($"foreach (var batch in Enumerable.Range(0, 9)) {{ var o = {Adam}; {Update} }}")]
    [InlineData($"for (int e = 0; e < 9; e++) for (int i = 0; i < 9; i++) {{ var o = {Adam}; {Update} }}")]
    [InlineData("for (;;) { var o = {|W:new Adam(model.parameters(), 1e-3)|}; " + Update + " }")]
    [InlineData("for (;;) { var o = {|W:torch.optim.SGD(model.parameters(), 0.1, momentum: 0.9)|}; " + Update + " }")]
    [InlineData("for (;;) { var o = {|W:torch.optim.SGD(model.parameters(), 0.1)|}; " + Update + " }")]
    [InlineData("for (;;) { var o = {|W:torch.optim.SGD(model.parameters(), rate)|}; " + Update + " }")]
    [InlineData("for (;;) { var o = {|W:torch.optim.RMSProp(model.parameters().Concat(other.parameters()))|}; " + Update + " }")]
    [InlineData($"for (;;) {{ var l = Loss(model); var o = {Adam}; o.zero_grad(); l.backward(); o.step(); }}")]
    [InlineData($"for (;;) {{ Tensor? l = Loss(model); var o = {Adam}; l?.backward(); o.step(); o.zero_grad(); }}")]
    [InlineData($"for (;;) try {{ using var scope = torch.NewDisposeScope(); var o = {Adam}; {Update} }} finally {{ }}")]
    [InlineData($"Action train = () => {{ for (;;) {{ var o = {Adam}; {Update} }} }}; train();")]
    public Task Reports(string body) => Program(body);

    [Theory]
    [InlineData("var o = torch.optim.Adam(model.parameters()); for (;;) { " + Update + " }")]
    [InlineData("for (int fold = 0; fold < 5; fold++) { var o = torch.optim.Adam(model.parameters()); for (int i = 0; i < 9; i++) { " + Update + " } }")]
    [InlineData("for (int fold = 0; fold < 5; fold++) { var m = nn.Linear(8, 1); var o = torch.optim.Adam(m.parameters()); o.zero_grad(); Loss(m).backward(); o.step(); }")]
    [InlineData("for (int fold = 0; fold < 5; fold++) { model = nn.Linear(8, 1); var o = torch.optim.Adam(model.parameters()); " + Update + " }")]
    [InlineData("for (int fold = 0; fold < 5; fold++) { model.load(\"start\"); var o = torch.optim.Adam(model.parameters()); " + Update + " }")]
    [InlineData("for (int fold = 0; fold < 5; fold++) { var o = torch.optim.Adam(model.parameters()); Train(model, o); }")]
    [InlineData("foreach (var lr in new[] { 0.1, 0.01 }) { var o = torch.optim.SGD(model.parameters(), lr); " + Update + " }")]
    [InlineData("for (;;) { var o = torch.optim.SGD(model.parameters(), rate); " + Update + " rate *= 0.9; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var o = torch.optim.SGD(model.parameters(), 0.1 / (i + 1)); " + Update + " }")]
    [InlineData("torch.optim.Optimizer o = torch.optim.Adam(model.parameters()); for (int i = 0; i < 9; i++) { if (i == 5) o = torch.optim.SGD(model.parameters(), 0.1); " + Update + " }")]
    [InlineData("torch.optim.Optimizer? o = null; for (;;) { o ??= torch.optim.Adam(model.parameters()); " + Update + " }")]
    [InlineData("for (;;) { var x = new Parameter(torch.zeros(3)); var o = torch.optim.Adam(new[] { x }); o.zero_grad(); x.sum().backward(); o.step(); }")]
    [InlineData("for (;;) { var o = torch.optim.Adam(model.parameters()); Loss(model).backward(); }")]
    [InlineData("for (;;) { var o = torch.optim.Adam(model.parameters()); o.step(); }")]
    [InlineData("var p = torch.optim.Adam(model.parameters()); for (;;) { var o = torch.optim.Adam(other.parameters()); Loss(model).backward(); p.step(); }")]
    [InlineData("{ var o = torch.optim.Adam(model.parameters()); " + Update + " }")]
    [InlineData("for (;;) { var o = Mine.Adam(model); " + Update + " } static class Mine { public static torch.optim.Optimizer Adam(Module m) => torch.optim.Adam(m.parameters()); }")]
    public Task Is_silent(string body) => body.Contains("Mine", StringComparison.Ordinal)
        ? Verify.Reports(new DL4003OptimizerInLoop(), "var model = nn.Linear(8, 1); static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean(); " + body)
        : Program(body);

    [Fact]
    public Task Fields_of_a_trainer() => Verify.Reports(new DL4003OptimizerInLoop(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private torch.optim.Optimizer? _optimizer;
            public void Train(IEnumerable<Tensor> data)
            {
                foreach (var x in data)
                {
                    _optimizer = {|W:torch.optim.Adam(_model.parameters())|};
                    _model.forward(x).mean().backward();
                    _optimizer.step();
                }
            }
        }
        """);
}

public sealed class DL4003OptimizerInLoopFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL4003OptimizerInLoop(), new DL4003OptimizerInLoopFix(), before, after);

    [Fact]
    public Task Hoists_the_declaration() => Turns(
        """
        var model = nn.Linear(8, 1);
        foreach (var x in new[] { torch.randn(8) })
        {
            using var scope = torch.NewDisposeScope();
            using var o = torch.optim.Adam(model.parameters());
            model.forward(x).backward();
            o.step();
        }
        """,
        """
        var model = nn.Linear(8, 1);
        using var o = torch.optim.Adam(model.parameters());
        foreach (var x in new[] { torch.randn(8) })
        {
            using var scope = torch.NewDisposeScope();
            model.forward(x).backward();
            o.step();
        }
        """);

    [Fact]
    public async Task Is_not_offered_where_the_name_is_taken()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            for (;;) { var o = torch.optim.Adam(model.parameters()); model.forward(torch.randn(8)).backward(); o.step(); if (o is null) break; }
            for (;;) { var o = torch.optim.Adam(model.parameters()); model.forward(torch.randn(8)).backward(); o.step(); }
            """;
        await Turns(Code, Code);
    }
}
