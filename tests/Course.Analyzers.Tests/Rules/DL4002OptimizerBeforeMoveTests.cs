using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL4002OptimizerBeforeMoveTests
{
    private static Task Program(string body) => Verify.Reports(new DL4002OptimizerBeforeMove(), $$"""
        var device = torch.cuda.is_available() ? torch.CUDA : torch.CPU; var model = nn.Linear(8, 1); var other = nn.Linear(8, 1);
        {{body}}
        static void Train(torch.optim.Optimizer o) { }
        """);

    private const string Make = "var o = torch.optim.Adam(model.parameters()); ";

    [Theory]
    [InlineData(Make + "{|E:model.to(device)|}; o.step();")]
    [InlineData(Make + "{|E:model.cuda()|}; o.step();")]
    [InlineData(Make + "{|E:model.cuda(1)|}; o.step();")]
    [InlineData(Make + "{|E:model.to(torch.CUDA)|}; o.step();")]
    [InlineData(Make + "{|E:model.to(\"cuda:0\")|}; o.step();")]
    [InlineData(Make + "{|E:model.to(DeviceType.CUDA)|}; o.step();")]
    [InlineData(Make + "{|E:model.to(torch.float64)|}; o.step();")]
    [InlineData(Make + "{|E:model.@double()|}; o.step();")]
    [InlineData(Make + "{|E:model.half()|}; Train(o);")]
    [InlineData(Make + "var moved = {|E:model.to(device)|}; for (;;) { o.zero_grad(); moved.forward(torch.randn(8)).backward(); o.step(); }")]
    [InlineData(Make + "model = {|E:model.to(device)|}; o.step();")]
    [InlineData(Make + "if (torch.cuda.is_available()) {|E:model.cuda()|}; o.step();")]
    [InlineData("var o = new SGD(model.parameters(), 0.1); {|E:model.to(device)|}; o.step();")]
    [InlineData("var o = torch.optim.SGD(other.parameters().Concat(model.parameters()), 0.1); {|E:model.to(device)|}; o.step();")]
    [InlineData("torch.optim.Optimizer o; o = torch.optim.Adam(model.parameters()); {|E:model.to(device)|}; Action step = () => o.step(); step();")]
    [InlineData("model.to(torch.CUDA); " + Make + "{|E:model.cpu()|}; o.step();")]
    [InlineData("model.to(device); " + Make + "{|E:model.to(torch.float64)|}; o.step();")]
    [InlineData("void Run() { " + Make + "{|E:model.to(device)|}; o.step(); } Run();")]
    public Task Reports(string body) => Program(body);

    [Theory]
    [InlineData("model.to(device); " + Make + "o.step();")]
    [InlineData("var m = nn.Linear(8, 1).to(device); var o = torch.optim.Adam(m.parameters()); o.step();")]
    [InlineData(Make + "other.to(device); o.step();")]
    [InlineData(Make + "o.step(); model.to(torch.CPU); model.save(\"x\");")]
    [InlineData(Make + "o.step(); model.to(device); model.save(\"x\");")]
    [InlineData(Make + "model.to(device); o = torch.optim.Adam(model.parameters()); o.step();")]
    [InlineData("model.to(device); " + Make + "model.to(device); o.step();")]
    [InlineData("model.cuda(); " + Make + "model.cuda(); o.step();")]

    // Modules are made on the processor, in single precision.
    [InlineData(Make + "model.cpu(); o.step();")]
    [InlineData(Make + "model.to(torch.CPU); o.step();")]
    [InlineData(Make + "model.to(\"cpu\"); o.step();")]
    [InlineData(Make + "model.to(torch.float32); o.step();")]
    [InlineData(Make + "var cpu = torch.CPU; model.to(cpu); o.step();")]
    [InlineData("var m = nn.Linear(8, 1, device: device); var o = torch.optim.Adam(m.parameters()); m.to(device); o.step();")]
    [InlineData(Make + "var x = torch.randn(8).to(device); o.step();")]
    [InlineData("if (device.type == DeviceType.CPU) { " + Make + "o.step(); } else { model.to(device); }")]
    [InlineData(Make + "Action move = () => model.to(device); o.step();")]
    [InlineData("{ " + Make + "o.step(); model.to(device); } { model.to(torch.CPU); " + Make + "o.step(); }")]
    [InlineData("var mine = new Mine(); " + Make + "mine.to(device); o.step();")]
    public Task Is_silent(string body) => body.Contains("Mine", StringComparison.Ordinal)
        ? Verify.Reports(new DL4002OptimizerBeforeMove(), "var device = torch.CUDA; var model = nn.Linear(8, 1); " + body + " class Mine { public void to(Device d) { } }")
        : Program(body);

    [Fact]
    public Task In_a_constructor() => Verify.Reports(new DL4002OptimizerBeforeMove(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Trainer(Device device)
            {
                _optimizer = torch.optim.Adam(_model.parameters());
                {|E:_model.to(device)|};
            }
            public void Step() => _optimizer.step();
        }
        class Right
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            public Right(Device device)
            {
                _model.to(device);
                _optimizer = torch.optim.Adam(_model.parameters());
            }
            public void Step() => _optimizer.step();
            public void Save() { _model.to(torch.CPU); _model.save("x"); }
        }
        """);
}

public sealed class DL4002OptimizerBeforeMoveFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL4002OptimizerBeforeMove(), new DL4002OptimizerBeforeMoveFix(), before, after);

    [Fact]
    public Task Moves_the_model_first() => Turns(
        """
        var model = nn.Linear(8, 1);
        // Adam.
        var o = torch.optim.Adam(model.parameters());
        Console.WriteLine("made");
        model.to(torch.CUDA); // fast
        o.step();
        """,
        """
        var model = nn.Linear(8, 1);
        // Adam.
        model.to(torch.CUDA);
        var o = torch.optim.Adam(model.parameters());
        Console.WriteLine("made");
        // fast
        o.step();
        """);

    [Fact]
    public async Task Is_not_offered_where_the_device_comes_later()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            var o = torch.optim.Adam(model.parameters());
            var device = torch.device("cuda:1");
            model.to(device);
            o.step();
            """;
        await Turns(Code, Code);
    }
}
