namespace Course.Checking.Tests.Hostile;

/// <summary>Code as deep and long as the limits allow, about tensors, so that the rules look at it too: it is checked, and the process lives.</summary>
public sealed class FullestCodeTests
{
    public static TheoryData<string> Expressions =>
    [
        "x" + Repeat(" + x", 990),
        "x" + Repeat(".relu()", 990),
        Repeat("(", 60) + "x" + Repeat(")", 60),
        Repeat("torch.relu(", 60) + "x" + Repeat(")", 60),
        Repeat("torch.relu(x" + Repeat(".relu()", 100) + " + ", 60) + "x" + Repeat(")", 60),
        Repeat("-", 30) + "x",
        Repeat("- ", 30) + Repeat("(Tensor)", 30) + "x",
        Repeat("flag ? x : ", 63) + "x",
        "null" + Repeat(" ?? x", 990),
        "new Func<Func<Func<Tensor>>>(() => () => () => x)()()()",
        Repeat("new[] { ", 60) + "x" + Repeat(" }", 60) + Repeat("[0]", 60),
        "k switch { " + string.Concat(Enumerable.Range(0, 199).Select(i => $"{i} => x, ")) + "_ => x }",
        "(k, k, k) switch { " + string.Concat(Enumerable.Range(0, 199).Select(i => $"({i % 7}, {i % 11}, {i}) => x, ")) + "_ => x }",
    ];

    [Theory]
    [MemberData(nameof(Expressions))]
    public async Task Is_checked(string expression)
    {
        var report = await Check.Run($$"""
            using static TorchSharp.torch;
            var model = nn.LSTM(8, 16);
            var optimizer = optim.SGD(model.parameters(), 0.1);
            var (flag, k) = (Environment.ProcessorCount > 1, 3);
            for (var i = 0; i < 100; i++)
            {
                Tensor x = randn(4, 8);
                Tensor y = {{expression}};
                y.sum().backward();
                optimizer.step();
            }
            """);
        Assert.True(report.Refusal is null or { Reason: RefusalReason.Time }, report.Refusal?.ToString());
        if (report.Refusal is null) Assert.Contains(report.Findings, static finding => finding.Id == "DL1006");
    }

    [Fact]
    public async Task Statements_inside_one_another_are_checked()
    {
        var report = await Check.Run(Repeat("if (torch.cuda.is_available()) { ", 63) + "torch.no_grad();" + Repeat(" }", 63));
        Assert.Null(report.Refusal);
        Assert.Contains(report.Findings, static finding => finding.Id == "DL6002");
    }

    [Fact]
    public async Task At_most_a_hundred_findings_are_given()
    {
        var report = await Check.Run(Repeat("nothing();\n", 500));
        Assert.Equal(Checker.MostFindings, report.Findings.Length);
        Assert.Equal(400, report.LeftOut);
    }

    private static string Repeat(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
