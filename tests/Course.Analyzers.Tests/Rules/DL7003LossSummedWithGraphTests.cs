using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL7003LossSummedWithGraphTests
{
    private const string Start = """
        var model = nn.Linear(8, 1); var optimizer = torch.optim.SGD(model.parameters(), 0.1);
        Tensor total = torch.zeros(1); Tensor? maybe = null; float number = 0;
        Tensor Loss() => model.forward(torch.randn(4, 8)).mean();

        """;

    private static Task Check(string code) => Verify.Reports(new DL7003LossSummedWithGraph(), Start + code);

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); [|total += loss|]; loss.backward(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total = total + loss|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total = loss + total|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss * 4|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss / 4|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss.sum()|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss.cpu()|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss.clone()|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { Tensor? loss = Loss(); loss?.backward(); [|total += loss!|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); torch.autograd.backward(loss); [|total += loss|]; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); (loss / 4).backward(); [|total += loss|]; }")]
    [InlineData("foreach (var i in Enumerable.Range(0, 9)) { using var loss = Loss(); loss.backward(); [|total += loss|]; }")]
    [InlineData("while (true) { var loss = Loss(); optimizer.zero_grad(); loss.backward(); optimizer.step(); [|total += loss|]; if (total.item<float>() > 9) break; }")]
    [InlineData("for (int e = 0; e < 9; e++) { for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss|]; } Console.WriteLine(total / 9); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); if (i % 2 == 0) [|total += loss|]; }")]
    [InlineData("void Train() { for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); [|total += loss|]; } } Train();")]
    public Task Reports(string code) => Check(code);

    [Theory]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); number += loss.item<float>(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total += loss.item<float>(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total += loss.detach(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total += loss.detach() * 4; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); total += loss; } total.backward();")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(retain_graph: true); total += loss; } (total / 9).backward();")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); total += loss; } var mean = total / 9; mean.backward();")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); using (torch.no_grad()) { total += loss; } }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss += model.weight.norm(); loss.backward(); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var sum = torch.zeros(1); var a = Loss(); sum += a; sum.backward(); }")]
    [InlineData("var one = Loss(); one.backward(); total += one;")]
    [InlineData("for (int i = 0; i < 9; i++) { var output = model.forward(torch.randn(8)); total += output; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total -= loss; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total = loss; }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); var other = torch.ones(1); total += other; }")]
    [InlineData("var losses = new List<float>(); for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); losses.Add(loss.ToSingle()); }")]
    [InlineData("for (int i = 0; i < 9; i++) { var loss = Loss(); loss.backward(); total = total * 0.9 + loss.item<float>() * 0.1; }")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL7003LossSummedWithGraphFixTests
{
    [Theory]
    [InlineData("total += loss;", "total += loss.item<float>();")]
    [InlineData("total = total + loss * 4;", "total = total + (loss * 4).item<float>();")]
    public Task Adds_the_number(string before, string after)
    {
        static string Around(string code) => $$"""
            var model = nn.Linear(8, 1);
            var total = torch.zeros(1);
            for (int i = 0; i < 9; i++)
            {
                var loss = model.forward(torch.randn(8)).mean();
                loss.backward();
                {{code}}
            }
            """;
        return VerifyFix.Turns(new DL7003LossSummedWithGraph(), new DL7003LossSummedWithGraphFix(), Around(before), Around(after));
    }
}
