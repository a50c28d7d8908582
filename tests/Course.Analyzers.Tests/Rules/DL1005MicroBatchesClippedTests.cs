using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1005MicroBatchesClippedTests
{
    private const string Clip = "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)";
    private const string Bad = "{|W:" + Clip + "|}";
    private const string StepIf = "if (i % 4 == 3) { optimizer.step(); optimizer.zero_grad(); }";

    private static Task Program(string body) => Verify.Reports(new DL1005MicroBatchesClipped(), $$"""
        var model = nn.Linear(8, 1); var other = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        {{body}}
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        static void Update(torch.optim.Optimizer o) { o.step(); o.zero_grad(); }
        static void ClipAll(Module m) => torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0);
        static class Options { public static bool Clip = true; }
        """);

    private static Task InLoop(string body) => Program("for (int i = 0; i < 99; i++) { " + body + " }");

    public static TheoryData<string> Accumulating => new()
    {
        { $"Loss(model).backward(); {Bad}; {StepIf}" },
        { "Loss(model).backward(); {|W:torch.nn.utils.clip_grad_value_(model.parameters(), 1.0)|}; " + StepIf },
        { "Loss(model).backward(); {|W:torch.nn.utils.clip_grad_norm_(optimizer.parameters(), 1.0)|}; " + StepIf },
        { $"(Loss(model) / 4).backward(); var norm = {Bad}; Console.WriteLine(norm); {StepIf}" },
        { $"Loss(model).backward(); if (Options.Clip) {Bad}; {StepIf}" },
        { $"Loss(model).backward(); {Bad}; if ((i + 1) % 4 != 0) continue; optimizer.step(); optimizer.zero_grad();" },
        { $"Loss(model).backward(); {Bad}; bool last = i % 4 == 3; if (last) {{ optimizer.step(); optimizer.zero_grad(); }}" },
        { $"bool last = i % 4 == 3; Loss(model).backward(); {Bad}; if (last) Update(optimizer);" },
        { $"using var scope = torch.NewDisposeScope(); Loss(model).backward(); {Bad}; {StepIf}" },
        { $"using (var scope = torch.NewDisposeScope()) {{ Loss(model).backward(); {Bad}; {StepIf} }}" },
        { $"Tensor? loss = Loss(model); loss?.backward(); {Bad}; {StepIf}" },
        { $"if (i % 4 == 0) optimizer.zero_grad(); Loss(model).backward(); {Bad}; if (i % 4 == 3) optimizer.step();" },
        { $"Loss(model).backward(); {Bad}; if (i % 4 == 3) {{ optimizer.step(); foreach (var p in model.parameters()) p.grad = null; }}" },
        { $"try {{ Loss(model).backward(); {Bad}; {StepIf} }} finally {{ Console.WriteLine(i); }}" },
    };

    public static TheoryData<string> Right => new()
    {
        { $"Loss(model).backward(); if (i % 4 == 3) {{ {Clip}; optimizer.step(); optimizer.zero_grad(); }}" },
        { $"Loss(model).backward(); if (i % 4 == 3) {Clip}; {StepIf}" },
        { $"optimizer.zero_grad(); Loss(model).backward(); {Clip}; optimizer.step();" },
        { $"Loss(model).backward(); {Clip}; optimizer.step(); optimizer.zero_grad();" },

        // A batch that went wrong is left out, and its gradients are zeroed all the same.
        { $"optimizer.zero_grad(); var loss = Loss(model); loss.backward(); {Clip}; if (loss.item<float>() < 9) optimizer.step();" },
        { $"optimizer.zero_grad(); Loss(model).backward(); var norm = {Clip}; if (norm < 9) optimizer.step();" },
        { $"optimizer.zero_grad(); Loss(model).backward(); {Clip}; if (i > 10) optimizer.step();" },
        { $"Loss(model).backward(); if ((i + 1) % 4 != 0) continue; {Clip}; optimizer.step(); optimizer.zero_grad();" },

        // Each sample's gradient by itself, as private training wants it.
        { $"for (int k = 0; k < 4; k++) {{ model.zero_grad(); Loss(model).backward(); {Clip}; foreach (var p in model.parameters()) Console.WriteLine(p.grad!.norm().item<float>()); }} optimizer.step();" },

        // The norm of each is logged.
        { $"Loss(model).backward(); Console.WriteLine(torch.nn.utils.clip_grad_norm_(model.parameters(), double.PositiveInfinity)); {StepIf}" },
        { $"Loss(model).backward(); torch.nn.utils.clip_grad_norm_(other.parameters(), 1.0); {StepIf}" },
        { $"Loss(model).backward(); {Clip};" },
        { $"{Clip}; {StepIf}" },
        { $"Loss(model).backward(); optimizer.step(); {Clip}; optimizer.zero_grad();" },
        { $"for (int k = 0; k < 4; k++) Loss(model).backward(); {Clip}; optimizer.step(); optimizer.zero_grad();" },
    };

    [Theory]
    [MemberData(nameof(Accumulating))]
    public Task Reports(string body) => InLoop(body);

    [Theory]
    [MemberData(nameof(Right))]
    public Task Is_silent(string body) => InLoop(body);

    [Fact]
    public Task A_look_alike_is_none_of_ours() => Verify.Reports(new DL1005MicroBatchesClipped(), $$"""
        var model = nn.Linear(8, 1); var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 99; i++) { model.forward(torch.randn(8)).sum().backward(); Mine.clip_grad_norm_(model.parameters(), 1.0); {{StepIf}} }
        static class Mine { public static void clip_grad_norm_(IEnumerable<Parameter> p, double max) { } }
        """);

    [Fact]
    public Task The_end_of_an_inner_loop_is_a_guard() => InLoop($"for (int k = 0; k < 4; k++) {{ Loss(model).backward(); {Bad}; }} optimizer.step(); optimizer.zero_grad();");

    [Fact]
    public Task Optimizer_in_a_field() => Verify.Reports(new DL1005MicroBatchesClipped(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            private int _batch;
            public Trainer() => _optimizer = torch.optim.SGD(_model.parameters(), 0.1);
            public void Train(IEnumerable<Tensor> data)
            {
                foreach (var x in data)
                {
                    _model.forward(x).sum().backward();
                    {|W:torch.nn.utils.clip_grad_norm_(_model.parameters(), 1.0)|};
                    if (++_batch % 8 == 0) { _optimizer.step(); _optimizer.zero_grad(); }
                }
            }
        }
        """);

    [Fact]
    public Task In_a_lambda() => Program($"Action train = () => {{ for (int i = 0; i < 9; i++) {{ Loss(model).backward(); {Bad}; {StepIf} }} }}; train();");

    [Fact]
    public Task Over_a_sequence() => Program($"foreach (var i in Enumerable.Range(0, 9)) {{ Loss(model).backward(); {Bad}; {StepIf} }}");
}

public sealed class DL1005MicroBatchesClippedFixTests
{
    private static Task Turns(string before, string after) => VerifyFix.Turns(new DL1005MicroBatchesClipped(), new DL1005MicroBatchesClippedFix(), before, after);

    [Fact]
    public Task Braces_a_lone_step() => Turns(
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            if (i % 4 == 0) optimizer.zero_grad();
            model.forward(torch.randn(8)).sum().backward();
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            if (i % 4 == 3)
                optimizer.step();
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            if (i % 4 == 0) optimizer.zero_grad();
            model.forward(torch.randn(8)).sum().backward();
            if (i % 4 == 3)
            {
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                optimizer.step();
            }
        }
        """);

    [Fact]
    public Task Leaves_the_inner_loop() => Turns(
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                model.forward(torch.randn(8)).sum().backward();
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            }
            optimizer.step();
            optimizer.zero_grad();
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            for (int k = 0; k < 4; k++)
            {
                model.forward(torch.randn(8)).sum().backward();
            }
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            optimizer.zero_grad();
        }
        """);

    [Fact]
    public async Task Is_not_offered_where_the_bound_stays_behind()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            var optimizer = torch.optim.SGD(model.parameters(), 0.1);
            for (int i = 0; i < 10; i++)
            {
                for (int k = 0; k < 4; k++)
                {
                    var bound = 1.0 / (k + 1);
                    model.forward(torch.randn(8)).sum().backward();
                    torch.nn.utils.clip_grad_norm_(model.parameters(), bound);
                }
                optimizer.step();
                optimizer.zero_grad();
            }
            """;
        await Turns(Code, Code);
    }
}
