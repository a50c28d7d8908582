using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

var logged = Train(maxNorm: 1.0, log: true);
Console.WriteLine($"every norm after clipping at most one: {logged.After.All(norm => norm <= 1.0001)}");

foreach (var maxNorm in new[] { 0.3, 1, 3, 10, double.PositiveInfinity })
{
    var (losses, before, _) = Train(maxNorm);
    var cut = 100.0 * before.Count(norm => norm > maxNorm) / before.Count;
    Console.WriteLine(losses.Count < 300
        ? $"max_norm {maxNorm,3}: diverged"
        : $"max_norm {maxNorm,3}: {cut,3:F0} % of the steps cut, last losses {losses.TakeLast(20).Average():F2}");
}

(List<double> Losses, List<double> Before, List<double> After) Train(double maxNorm, bool log = false)
{
    manual_seed(42);
    using var model = new GatedTotal();
    using var optimizer = optim.SGD(model.parameters(), 0.8);
    var (losses, befores, afters) = (new List<double>(), new List<double>(), new List<double>());

    for (var step = 1; step <= 300; step++)
    {
        using var scope = NewDisposeScope();
        var (inputs, targets) = RunningTotal(batch: 32, length: 40);

        optimizer.zero_grad();
        var loss = functional.mse_loss(model.call(inputs), targets);
        loss.backward();
        var before = nn.utils.clip_grad_norm_(model.parameters(), maxNorm);
        var after = Math.Sqrt(model.parameters().Sum(p => Math.Pow(p.grad!.norm().item<float>(), 2)));
        optimizer.step();

        if (!double.IsFinite(before)) break;
        losses.Add(loss.item<float>());
        befores.Add(before);
        afters.Add(after);
        if (log && (step <= 3 || step % 50 == 0))
            Console.WriteLine($"step {step,3}  loss {losses[^1]:F2}  norm {before:F2} before, {after:F2} after");
    }
    return (losses, befores, afters);
}

(Tensor Inputs, Tensor Targets) RunningTotal(int batch, int length)
{
    var numbers = rand(batch, length, 1);
    var marks = rand(batch, length, 1).lt(0.2).to_type(ScalarType.Float32);
    return (cat([numbers, marks], dim: -1), (numbers * marks).cumsum(1));
}

sealed class GatedTotal : Module<Tensor, Tensor>
{
    private readonly LSTM lstm = LSTM(2, 32, batchFirst: true);
    private readonly Linear head = Linear(32, 1);

    public GatedTotal() : base(nameof(GatedTotal)) => RegisterComponents();

    public override Tensor forward(Tensor inputs)
    {
        var (states, _, _) = lstm.call(inputs);
        return head.call(states);
    }
}
