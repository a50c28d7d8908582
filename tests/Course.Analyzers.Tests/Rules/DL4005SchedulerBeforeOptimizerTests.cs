using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL4005SchedulerBeforeOptimizerTests
{
    private static Task Program(string body) => Verify.Reports(new DL4005SchedulerBeforeOptimizer(), $$"""
        var model = nn.Linear(8, 1); var other = nn.Linear(8, 1);
        var optimizer = torch.optim.SGD(model.parameters(), 0.1); var second = torch.optim.SGD(other.parameters(), 0.1);
        var scheduler = torch.optim.lr_scheduler.StepLR(optimizer, 10); var plateau = torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer);
        {{body}}
        static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean();
        static void Epoch(Module<Tensor, Tensor> m, torch.optim.Optimizer o) { for (int i = 0; i < 9; i++) { o.zero_grad(); Loss(m).backward(); o.step(); } }
        """);

    [Theory]
    [InlineData("for (;;) { optimizer.zero_grad(); Loss(model).backward(); {|I:scheduler.step()|}; optimizer.step(); }")]
    [InlineData("for (;;) { {|I:scheduler.step()|}; optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { {|I:scheduler.step()|}; for (int i = 0; i < 9; i++) { optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); } }")]
    [InlineData("for (int e = 0; e < 9; e++) { {|I:scheduler.step(e)|}; foreach (var i in Enumerable.Range(0, 9)) { Loss(model).backward(); optimizer.step(); } }")]
    [InlineData("for (int e = 0; e < 9; e++) { {|I:scheduler.step()|}; Epoch(model, optimizer); }")]
    [InlineData("while (true) { using var scope = torch.NewDisposeScope(); Loss(model).backward(); {|I:scheduler.step()|}; optimizer.step(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { Loss(model).backward(); {|I:scheduler.step()|}; if (i % 4 == 3) optimizer.step(); }")]
    [InlineData("var cosine = torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, 9); for (;;) { {|I:cosine.step()|}; Loss(model).backward(); optimizer.step(); }")]
    [InlineData("Action train = () => { for (;;) { {|I:scheduler.step()|}; Loss(model).backward(); optimizer.step(); } }; train();")]
    public Task Reports(string body) => Program(body);

    [Theory]
    [InlineData("for (;;) { optimizer.zero_grad(); Loss(model).backward(); optimizer.step(); scheduler.step(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Epoch(model, optimizer); scheduler.step(); }")]
    [InlineData("for (int e = 0; e < 9; e++) { if (e > 0) scheduler.step(); Epoch(model, optimizer); }")]
    [InlineData("for (int e = 0; e < 9; e++) { Loss(model).backward(); optimizer.step(); scheduler.step(); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (;;) { scheduler.step(); Loss(other).backward(); second.step(); }")]
    [InlineData("for (;;) { plateau.step(Loss(model).item<float>()); Loss(model).backward(); optimizer.step(); }")]
    [InlineData("for (;;) { scheduler.step(); }")]
    [InlineData("scheduler.step(); Loss(model).backward(); optimizer.step();")]
    [InlineData("var mine = new Mine(); for (;;) { mine.step(); Loss(model).backward(); optimizer.step(); }")]
    public Task Is_silent(string body) => body.Contains("Mine", StringComparison.Ordinal)
        ? Verify.Reports(new DL4005SchedulerBeforeOptimizer(), "var model = nn.Linear(8, 1); var optimizer = torch.optim.SGD(model.parameters(), 0.1); static Tensor Loss(Module<Tensor, Tensor> m) => m.forward(torch.randn(4, 8)).mean(); " + body + " class Mine { public void step() { } }")
        : Program(body);

    [Fact]
    public Task Fields_of_a_trainer() => Verify.Reports(new DL4005SchedulerBeforeOptimizer(), """
        class Trainer
        {
            private readonly Linear _model = nn.Linear(8, 1);
            private readonly torch.optim.Optimizer _optimizer;
            private readonly torch.optim.lr_scheduler.LRScheduler _scheduler;
            public Trainer() { _optimizer = torch.optim.SGD(_model.parameters(), 0.1); _scheduler = torch.optim.lr_scheduler.StepLR(_optimizer, 1); }
            public void Train(IEnumerable<Tensor> data) { foreach (var x in data) { _model.forward(x).mean().backward(); {|I:_scheduler.step()|}; _optimizer.step(); } }
        }
        """);
}

public sealed class DL4005SchedulerBeforeOptimizerFixTests
{
    [Fact]
    public Task Moves_behind_the_epoch() => VerifyFix.Turns(
        new DL4005SchedulerBeforeOptimizer(),
        new DL4005SchedulerBeforeOptimizerFix(),
        """
        var model = nn.Linear(8, 1);
        var o = torch.optim.SGD(model.parameters(), 0.1);
        var scheduler = torch.optim.lr_scheduler.StepLR(o, 1);
        for (int e = 0; e < 9; e++)
        {
            scheduler.step();
            for (int i = 0; i < 9; i++)
            {
                o.zero_grad();
                model.forward(torch.randn(8)).backward();
                o.step();
            }
            Console.WriteLine(e);
        }
        """,
        """
        var model = nn.Linear(8, 1);
        var o = torch.optim.SGD(model.parameters(), 0.1);
        var scheduler = torch.optim.lr_scheduler.StepLR(o, 1);
        for (int e = 0; e < 9; e++)
        {
            for (int i = 0; i < 9; i++)
            {
                o.zero_grad();
                model.forward(torch.randn(8)).backward();
                o.step();
            }
            scheduler.step();
            Console.WriteLine(e);
        }
        """);
}
