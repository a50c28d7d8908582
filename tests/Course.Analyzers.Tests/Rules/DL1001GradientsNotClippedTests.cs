using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL1001GradientsNotClippedTests
{
    private static Task Check(string code, string? config = null) => Verify.Reports(new DL1001GradientsNotClipped(), code, config);

    [Fact]
    public Task A_lesson_that_trains_an_LSTM_with_SGD() => Check("""
        var lstm = nn.LSTM(8, 16);
        var head = nn.Linear(16, 1);
        var optimizer = torch.optim.SGD(lstm.parameters().Concat(head.parameters()), 0.1);
        for (int i = 0; i < 100; i++)
        {
            var x = torch.randn(20, 4, 8);
            var (y, _, _) = lstm.forward(x);
            var loss = head.forward(y[-1]).pow(2).mean();
            optimizer.zero_grad();
            loss.backward();
            {|W:optimizer.step()|};
        }
        """);

    [Fact]
    public Task The_same_with_a_clip() => Check("""
        var lstm = nn.LSTM(8, 16);
        var optimizer = torch.optim.SGD(lstm.parameters(), 0.1);
        for (int i = 0; i < 100; i++)
        {
            var (y, _, _) = lstm.forward(torch.randn(20, 4, 8));
            optimizer.zero_grad();
            y.mean().backward();
            torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0);
            optimizer.step();
        }
        """);
}
