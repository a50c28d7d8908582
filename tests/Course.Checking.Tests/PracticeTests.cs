namespace Course.Checking.Tests;

/// <summary>Praise is given where the code proves it, and nowhere else.</summary>
public sealed class PracticeTests
{
    private const string Clip = "nn.utils.clip_grad_norm_(model.parameters(), 1.0);";

    private static string Loop(string body, string before = "", string after = "") => $$"""
        using static TorchSharp.torch;
        var model = nn.LSTM(8, 16);
        var optimizer = optim.SGD(model.parameters(), 0.1);
        {{before}}
        for (var i = 0; i < 100; i++)
        {
            {{body}}
        }
        {{after}}
        """;

    [Theory]
    [InlineData("optimizer.zero_grad(); var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); " + Clip + " optimizer.step();", "WD1001 WD1006")]
    [InlineData("optimizer.zero_grad(); var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); nn.utils.clip_grad_norm_(model.parameters(), i); optimizer.step();", "WD1001 WD1006")]
    [InlineData("model.zero_grad(); var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); optimizer.step();", "WD1006")]
    [InlineData("var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); optimizer.step(); optimizer.zero_grad();", "WD1006")]
    [InlineData("using var scope = NewDisposeScope(); optimizer.zero_grad(); var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); optimizer.step();", "WD1006 WD7001")]
    [InlineData("using (NewDisposeScope()) { optimizer.zero_grad(); var (y, _, _) = model.forward(randn(20, 4, 8)); y.sum().backward(); optimizer.step(); }", "WD1006 WD7001")]
    public Task Says_what_is_done_well(string body, string due) => Praises(Loop(body), due);

    [Theory]

    // A bound that bounds nothing, one out of reach, one that only every tenth batch meets, one after the step.
    [InlineData("optimizer.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); nn.utils.clip_grad_norm_(model.parameters(), 0.0); optimizer.step();", "WD1006")]
    [InlineData("optimizer.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); nn.utils.clip_grad_norm_(model.parameters(), 1e9); optimizer.step();", "WD1006")]
    [InlineData("optimizer.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); if (i % 10 == 0) " + Clip + " optimizer.step();", "WD1006")]
    [InlineData("optimizer.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); optimizer.step(); " + Clip, "WD1006")]

    // Zeroed now and then, or another network's.
    [InlineData("if (i % 2 == 0) optimizer.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); optimizer.step();", "")]
    [InlineData("other.zero_grad(); model.forward(randn(20, 4, 8)).Item1.sum().backward(); optimizer.step();", "")]

    // A scope that opens late, one that a tensor leaves, and one whose tensor a variable keeps.
    [InlineData("var x = randn(20, 4, 8); using var scope = NewDisposeScope(); model.forward(x).Item1.sum().backward(); optimizer.step();", "")]
    [InlineData("using var scope = NewDisposeScope(); var y = model.forward(randn(20, 4, 8)).Item1.sum(); y.backward(); y.MoveToOuterDisposeScope(); optimizer.step();", "")]
    [InlineData("using var scope = NewDisposeScope(); kept = model.forward(randn(20, 4, 8)).Item1.sum(); kept.backward(); optimizer.step();", "")]
    public Task Says_nothing_where_it_is_not_proven(string body, string due) => Praises(Loop(body, "var other = nn.Linear(1, 1); Tensor kept = zeros(1);"), due);

    [Fact]
    public Task A_step_outside_of_loops_is_no_training() => Praises(
        "using static TorchSharp.torch; var model = nn.LSTM(8, 16); var optimizer = optim.SGD(model.parameters(), 0.1); optimizer.zero_grad(); randn(1).backward(); " + Clip + " optimizer.step();", "");

    [Fact]
    public Task A_sequence_of_tensors_may_leak() => Praises(Loop("").Replace(
        "for (var i = 0; i < 100; i++)\n{\n    \n}",
        "foreach (var x in Enumerable.Range(0, 9).Select(i => randn(20, 4, 8)))\n{\n    using var scope = NewDisposeScope(); optimizer.zero_grad(); model.forward(x).Item1.sum().backward(); optimizer.step();\n}", StringComparison.Ordinal), "WD1006");

    [Theory]
    [InlineData("model.eval(); using (no_grad()) { model.forward(x); }", "WD6003")]
    [InlineData("model.eval(); using var guard = inference_mode(); for (var i = 0; i < 3; i++) model.forward(x);", "WD6003")]
    [InlineData("using var guard = no_grad(); model.eval(); var y = model.call(x);", "WD6003")]
    [InlineData("using (no_grad()) { model.forward(x); }", "")]
    [InlineData("model.eval(); model.forward(x);", "")]
    [InlineData("model.eval(); no_grad(); model.forward(x);", "")]
    [InlineData("other.eval(); using var guard = no_grad(); model.forward(x);", "")]
    [InlineData("model.eval(); model.train(); using var guard = no_grad(); model.forward(x);", "")]
    [InlineData("if (x is null) model.eval(); using var guard = no_grad(); model.forward(x);", "")]
    [InlineData("model.eval(); using (no_grad()) { } model.forward(x);", "")]
    [InlineData("model.forward(x); model.eval(); using var guard = no_grad();", "")]
    [InlineData("model.eval(); using var guard = no_grad(); Action a = () => model.forward(x);", "")]
    [InlineData("model.eval(); using var guard = no_grad(false); model.forward(x);", "")]
    public Task Evaluation(string body, string due) => Praises(
        $$"""
        using static TorchSharp.torch;
        void Validate(TorchSharp.torch.nn.Module<Tensor, Tensor> model, TorchSharp.torch.nn.Module<Tensor, Tensor> other, Tensor x)
        {
            {{body}}
        }
        """, due);

    private static async Task Praises(string code, string due)
    {
        var report = await Check.Run(code.ReplaceLineEndings("\n"));
        Assert.Null(report.Refusal);
        Assert.DoesNotContain(report.Findings, static f => f.Id.StartsWith("CS", StringComparison.Ordinal) && f.Weight == Weight.MustFix && f.Id is not ("CS1501" or "CS1061"));
        Assert.Equal(due, string.Join(' ', report.Shown.Where(static f => f.Weight == Weight.WellDone).Select(static f => f.Id).Distinct().Order()));
    }
}
