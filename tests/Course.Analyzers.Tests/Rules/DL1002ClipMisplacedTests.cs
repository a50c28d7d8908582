using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1002ClipMisplacedTests
{
    private const string Clip = "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)";
    private const string Bad = "{|W:" + Clip + "|}";

    private static Task InLoop(string body, string after = "") => Verify.Reports(new DL1002ClipMisplaced(), $$"""
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int batch = 0; batch < 100; batch++)
        {
            {{body}}
        }
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        {{after}}
        """);

    public static TheoryData<string> Misplaced => new()
    {
        { $"optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); {Bad};" },
        { $"{Bad}; optimizer.zero_grad(); Loss(model).backward(); optimizer.step();" },
        { $"optimizer.zero_grad(); {Bad}; Loss(model).backward(); optimizer.step();" },
        { $"optimizer.zero_grad(); var loss = Loss(model); {Bad}; loss.backward(); optimizer.step();" },
        { $"optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); if (Options.Clip) {Bad};" },
        { $"optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); if (batch % 10 == 0) {{ {Bad}; }}" },
        { $"using (var scope = torch.NewDisposeScope()) {{ optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); {Bad}; }}" },
        { $"try {{ optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }} finally {{ {Bad}; }}" },
        { "optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); {|W:torch.nn.utils.clip_grad_value_(model.parameters(), 0.5)|};" },
        { "optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); {|W:torch.nn.utils.clip_grad_norm_(optimizer.parameters(), 0.5)|};" },
        { $"optimizer.zero_grad(); Loss(model).backward(); Update(optimizer); {Bad};" },
        { $"optimizer.zero_grad(); Back(Loss(model)); optimizer.step(); {Bad};" },
        { $"optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); var norm = {Bad}; Console.WriteLine(norm);" },
        { $"Action train = () => {{ optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); {Bad}; }}; train();" },
        { $"void Train() {{ optimizer.zero_grad(); {Bad}; Loss(model).backward(); optimizer.step(); }} Train();" },
        { $"optimizer.zero_grad(); Tensor? loss = Loss(model); {Bad}; loss?.backward(); optimizer.step();" },
    };

    public static TheoryData<string> Placed => new()
    {
        { $"optimizer.zero_grad(); Loss(model).backward(); {Clip}; optimizer.step();" },
        { $"optimizer.zero_grad(); Loss(model).backward(); if (Options.Clip) {Clip}; optimizer.step();" },
        { $"Loss(model).backward(); if (batch % 4 == 3) {{ {Clip}; optimizer.step(); optimizer.zero_grad(); }}" },
        { $"Loss(model).backward(); {Clip}; if (batch % 4 == 3) {{ optimizer.step(); optimizer.zero_grad(); }}" },

        // Micro-batches left gradients behind, which the next iteration's clip bounds.
        { $"{Clip}; Loss(model).backward(); if (batch % 4 == 3) {{ optimizer.step(); optimizer.zero_grad(); }}" },
        { $"Loss(model).backward(); if (batch % 4 == 3) {{ optimizer.step(); optimizer.zero_grad(); }} {Clip};" },

        // A norm is measured, nothing is clipped.
        { "optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); Console.WriteLine(torch.nn.utils.clip_grad_norm_(model.parameters(), double.PositiveInfinity));" },

        // The step is bounded, and what follows does no harm.
        { $"optimizer.zero_grad(); Loss(model).backward(); {Clip}; optimizer.step(); {Clip};" },
        { $"optimizer.zero_grad(); Back(Loss(model)); {Clip}; Update(optimizer);" },
        { $"optimizer.step(() => {{ optimizer.zero_grad(); var loss = Loss(model); loss.backward(); {Clip}; return loss; }});" },

        // Another model's clip is the business of another rule.
        { "var other = nn.Linear(2, 2); optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); torch.nn.utils.clip_grad_norm_(other.parameters(), 1.0);" },

        // Nothing is known of where backward is.
        { $"{Clip}; optimizer.step();" },
        { $"optimizer.step(); {Clip};" },
        { $"Loss(model).backward(); {Clip};" },
        { $"{Clip};" },
        { $"optimizer.zero_grad(); Loss(model).backward(); ClipAll(model); optimizer.step();" },
    };

    [Theory]
    [MemberData(nameof(Misplaced))]
    public Task Reports(string loop) => InLoop(loop, After);

    [Theory]
    [MemberData(nameof(Placed))]
    public Task Is_silent(string loop) => InLoop(loop, After);

    private const string After = """
        static void Update(torch.optim.Optimizer o) => o.step();
        static void Back(Tensor loss) => loss.backward();
        static void ClipAll(Module m) => torch.nn.utils.clip_grad_norm_(m.parameters(), 1.0);
        static class Options { public static bool Clip = true; }
        """;

    [Fact]
    public Task Two_optimizers() => Verify.Reports(new DL1002ClipMisplaced(), """
        var a = nn.Linear(8, 1); var b = nn.Linear(8, 1);
        var optA = torch.optim.SGD(a.parameters(), 0.1); var optB = torch.optim.SGD(b.parameters(), 0.1);
        for (;;)
        {
            optA.zero_grad(); a.forward(torch.randn(8)).sum().backward(); torch.nn.utils.clip_grad_norm_(a.parameters(), 1.0); optA.step();
            optB.zero_grad(); b.forward(torch.randn(8)).sum().backward(); optB.step(); {|W:torch.nn.utils.clip_grad_norm_(b.parameters(), 1.0)|};
        }
        """);

    [Fact]
    public Task Model_and_optimizer_as_parameters() => Verify.Reports(new DL1002ClipMisplaced(), """
        static class Trainer
        {
            public static void Run() { var net = nn.Linear(8, 1); Train(net, torch.optim.Adam(net.parameters())); }
            private static void Train(Module<Tensor, Tensor> model, torch.optim.Optimizer optimizer)
            {
                foreach (var i in Enumerable.Range(0, 10))
                {
                    optimizer.zero_grad();
                    model.forward(torch.randn(8)).sum().backward();
                    optimizer.step();
                    {|W:torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)|};
                }
            }
        }
        """);
}

public sealed class DL1002ClipMisplacedFixTests
{
    private static Task Turns(string before, string after) =>
        VerifyFix.Turns(new DL1002ClipMisplaced(), new DL1002ClipMisplacedFix(), before, after);

    [Fact]
    public Task Moves_up() => Turns(
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optimizer.zero_grad();
            model.forward(torch.randn(8)).sum().backward();
            optimizer.step();
            if (model.training)
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            Console.WriteLine(i);
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optimizer.zero_grad();
            model.forward(torch.randn(8)).sum().backward();
            if (model.training)
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
            Console.WriteLine(i);
        }
        """);

    [Fact]
    public Task Moves_down() => Turns(
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optimizer.zero_grad();
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            model.forward(torch.randn(8)).sum().backward();
            optimizer.step();
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            optimizer.zero_grad();
            model.forward(torch.randn(8)).sum().backward();
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            optimizer.step();
        }
        """);

    [Fact]
    public async Task Is_not_offered_where_the_result_is_used()
    {
        const string Code = """
            var model = nn.Linear(8, 1);
            var optimizer = torch.optim.SGD(model.parameters(), 0.1);
            for (int i = 0; i < 10; i++)
            {
                optimizer.zero_grad();
                model.forward(torch.randn(8)).sum().backward();
                optimizer.step();
                var norm = torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                Console.WriteLine(norm);
            }
            """;
        await Turns(Code, Code);
    }
}
