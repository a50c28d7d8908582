using Course.Analyzers.Tests.Verification;

namespace Course.Analyzers.Tests.Rules;

public sealed class DL6005GuardCrossesThreadsTests
{
    private const string Setup = "using System.Threading; var model = nn.Linear(8, 1); var x = torch.randn(4, 8); var all = new[] { x };\n";

    private static Task Check(string code) => Verify.Reports(new DL6005GuardCrossesThreads(), Setup + code);

    [Theory]
    [InlineData("using (torch.no_grad()) { [|Task.Run(() => Console.WriteLine(model.forward(x)))|].Wait(); }")]
    [InlineData("using var _ = torch.no_grad(); [|Parallel.For(0, 9, i => { Console.WriteLine(model.forward(x)); })|];")]
    [InlineData("using var _ = torch.no_grad(); [|Parallel.ForEach(all, each => { Console.WriteLine(each.exp()); })|];")]
    [InlineData("using var _ = torch.inference_mode(); [|Parallel.ForEach(all, each => Console.WriteLine(each * 2))|];")]
    [InlineData("using var _ = torch.set_grad_enabled(false); [|Parallel.ForEach(all, each => { var y = model.call(each); })|];")]
    [InlineData("using var _ = torch.no_grad(); [|Task.Factory.StartNew(() => model.forward(x))|].Wait();")]
    [InlineData("using var _ = torch.no_grad(); var t = [|new Thread(() => Console.WriteLine(model.forward(x)))|]; t.Start();")]
    [InlineData("using var _ = torch.no_grad(); [|ThreadPool.QueueUserWorkItem(s => { Console.WriteLine(x.softmax(0)); })|];")]
    [InlineData("using var _ = torch.no_grad(); [|all.AsParallel().ForAll(each => Console.WriteLine(model.forward(each)))|];")]
    [InlineData("using (torch.no_grad()) { [|await Task.Delay(1)|]; Console.WriteLine(model.forward(x)); }")]
    [InlineData("using var _ = torch.no_grad(); [|await Task.Delay(1)|]; Console.WriteLine(x + 1);")]
    [InlineData("using var _ = torch.no_grad(); var n = [|await Task.FromResult(1)|]; await Task.Yield(); Console.WriteLine(x.mul(n));")]
    [InlineData("async Task F() { using var _ = torch.no_grad(); [|await Task.Delay(1)|].ConfigureAwait(false); Console.WriteLine(model.forward(x)); } await F();")]
    [InlineData("Func<Task> f = async () => { using var _ = torch.no_grad(); [|await Task.Delay(1)|]; var y = model.forward(x); };")]
    [InlineData("using var _ = torch.no_grad(); foreach (var each in all) { [|await Task.Delay(1)|]; Console.WriteLine(model.forward(each)); }")]
    [InlineData("static class T { public static async Task F(Linear m, Tensor x) { using (no_grad()) { [|await Task.Yield()|]; m.forward(x); } } }")]
    public Task Reports(string code) => Check(code.Replace("[|await Task.Delay(1)|].ConfigureAwait(false)", "[|await Task.Delay(1).ConfigureAwait(false)|]", StringComparison.Ordinal));

    [Theory]
    [InlineData("Task.Run(() => { using var _ = torch.no_grad(); Console.WriteLine(model.forward(x)); }).Wait();")]
    [InlineData("using var _ = torch.no_grad(); Task.Run(() => { using var _ = torch.no_grad(); Console.WriteLine(model.forward(x)); }).Wait();")]
    [InlineData("using (torch.no_grad()) { Console.WriteLine(model.forward(x)); } Task.Run(() => model.forward(x)).Wait();")]
    [InlineData("using var _ = torch.no_grad(); Task.Run(() => Console.WriteLine(1)).Wait();")]
    [InlineData("using var _ = torch.no_grad(); Parallel.For(0, 9, i => { Console.WriteLine(i); });")]
    [InlineData("using var _ = torch.no_grad(); Console.WriteLine(model.forward(x)); await Task.Delay(1);")]
    [InlineData("using (torch.no_grad()) { var y = model.forward(x).item<float>(); await System.IO.File.WriteAllTextAsync(\"f\", y.ToString()); Console.WriteLine(y + 1); }")]
    [InlineData("await Task.Delay(1); using var _ = torch.no_grad(); Console.WriteLine(model.forward(x));")]
    [InlineData("using (torch.no_grad()) { Console.WriteLine(model.forward(x)); } await Task.Delay(1); Console.WriteLine(model.forward(x));")]
    [InlineData("using var scope = torch.NewDisposeScope(); await Task.Delay(1); Console.WriteLine(model.forward(x));")]
    [InlineData("using var _ = torch.no_grad(); Func<Task> f = async () => { await Task.Delay(1); Console.WriteLine(model.forward(x)); };")]
    [InlineData("using var _ = torch.no_grad(); all.Select(each => model.forward(each)).ToList();")]
    [InlineData("using var _ = torch.no_grad(); Mine.Run(() => Console.WriteLine(model.forward(x))); static class Mine { public static void Run(Action a) => a(); }")]
    [InlineData("using var _ = Mine.no_grad(); await Task.Delay(1); Console.WriteLine(model.forward(x)); static class Mine { public static IDisposable? no_grad() => null; }")]
    [InlineData("foreach (var each in all) { using (torch.no_grad()) Console.WriteLine(model.forward(each)); await Task.Delay(1); }")]
    [InlineData("using var _ = torch.no_grad(); all.ToList().ForEach(each => Console.WriteLine(model.forward(each)));")]
    public Task Is_silent(string code) => Check(code);
}

public sealed class DL6005GuardCrossesThreadsFixTests
{
    private static Task Turns(string before, string after)
    {
        const string Setup = "var model = nn.Linear(8, 1); var x = torch.randn(4, 8);\n";
        return VerifyFix.Turns(new DL6005GuardCrossesThreads(), new DL6005GuardCrossesThreadsFix(), Setup + before, Setup + after);
    }

    [Theory]
    [InlineData("using var off = torch.no_grad(); Task.Run(() => { Console.WriteLine(model.forward(x)); }).Wait();", "using var off = torch.no_grad(); Task.Run(() => { using var _ = torch.no_grad(); Console.WriteLine(model.forward(x)); }).Wait();")]
    [InlineData("async Task F() { using var _ = torch.no_grad(); var n = await Task.FromResult(2); Console.WriteLine(model.forward(x) * n); } await F();", "async Task F() { var n = await Task.FromResult(2); using var _ = torch.no_grad(); Console.WriteLine(model.forward(x) * n); } await F();")]
    public Task Takes_it_where_the_tensors_are(string before, string after) => Turns(before, after);

    [Theory]
    [InlineData("using var off = torch.no_grad(); Task.Run(() => model.forward(x)).Wait();")]
    [InlineData("async Task F() { using var _ = torch.no_grad(); var y = model.forward(x); await Task.Delay(1); Console.WriteLine(y * 2); } await F();")]
    public Task Is_not_offered_where_more_has_to_change(string code) => Turns(code, code);
}
