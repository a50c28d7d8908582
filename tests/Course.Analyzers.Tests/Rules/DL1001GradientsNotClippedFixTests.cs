using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1001GradientsNotClippedFixTests
{
    private static Task Turns(string before, string after) =>
        VerifyFix.Turns(new DL1001GradientsNotClipped(), new DL1001GradientsNotClippedFix(), before, after);

    [Fact]
    public Task Inserts_before_each_step() => Turns(
        """
        var model = nn.LSTM(8, 16);
        var first = torch.optim.SGD(model.parameters(), 0.1);
        var second = torch.optim.SGD(model.parameters(), 0.01);
        for (int i = 0; i < 10; i++)
        {
            first.zero_grad();
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            // Update.
            first.step(); // slow
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            second.step(); second.zero_grad();
        }
        """,
        """
        var model = nn.LSTM(8, 16);
        var first = torch.optim.SGD(model.parameters(), 0.1);
        var second = torch.optim.SGD(model.parameters(), 0.01);
        for (int i = 0; i < 10; i++)
        {
            first.zero_grad();
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            // Update.
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            first.step(); // slow
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
            second.step(); second.zero_grad();
        }
        """);

    [Fact]
    public Task Braces_a_lone_statement() => Turns(
        """
        var model = nn.LSTM(8, 16);
        var o = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            if (i % 4 == 3)
                o.step();
            if (i % 4 == 3) o.zero_grad();
        }
        """,
        """
        var model = nn.LSTM(8, 16);
        var o = torch.optim.SGD(model.parameters(), 0.1);
        for (int i = 0; i < 10; i++)
        {
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            if (i % 4 == 3)
            {
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                o.step();
            }
            if (i % 4 == 3) o.zero_grad();
        }
        """);

    [Fact]
    public Task Uses_the_optimizer_where_the_model_is_out_of_sight() => Turns(
        """
        class Trainer(torch.optim.Optimizer optimizer)
        {
            public static Trainer Make() { var lstm = nn.LSTM(8, 16); return new(torch.optim.SGD(lstm.parameters(), 0.1)); }
            public void Step(Tensor loss) { optimizer.zero_grad(); loss.backward(); optimizer.step(); }
        }
        """,
        """
        class Trainer(torch.optim.Optimizer optimizer)
        {
            public static Trainer Make() { var lstm = nn.LSTM(8, 16); return new(torch.optim.SGD(lstm.parameters(), 0.1)); }
            public void Step(Tensor loss) { optimizer.zero_grad(); loss.backward(); torch.nn.utils.clip_grad_norm_(optimizer.parameters(), 1.0); optimizer.step(); }
        }
        """);

    [Fact]
    public Task Clips_once_before_a_loop_that_steps_by_hand() => Turns(
        """
        var model = nn.LSTM(8, 16);
        for (int i = 0; i < 10; i++)
        {
            model.zero_grad();
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            using (torch.no_grad())
            {
                foreach (var p in model.parameters())
                    p.sub_(0.1 * p.grad!);
            }
        }
        """,
        """
        var model = nn.LSTM(8, 16);
        for (int i = 0; i < 10; i++)
        {
            model.zero_grad();
            model.forward(torch.randn(1, 1, 8)).Item1.sum().backward();
            using (torch.no_grad())
            {
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0);
                foreach (var p in model.parameters())
                    p.sub_(0.1 * p.grad!);
            }
        }
        """);

    [Fact]
    public Task Is_not_offered_where_no_statement_can_stand() => Turns(
        """
        class Trainer(LSTM model)
        {
            private readonly torch.optim.Optimizer o = torch.optim.SGD(model.parameters(), 0.1);
            public void Train(Tensor loss) { loss.backward(); Step(); }
            private Tensor Step() => o.step();
            public Func<Tensor> Late(Tensor loss) { loss.backward(); return () => o.step(); }
        }
        """,
        """
        class Trainer(LSTM model)
        {
            private readonly torch.optim.Optimizer o = torch.optim.SGD(model.parameters(), 0.1);
            public void Train(Tensor loss) { loss.backward(); torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0); Step(); }
            private Tensor Step() => o.step();
            public Func<Tensor> Late(Tensor loss) { loss.backward(); return () => o.step(); }
        }
        """);
}
