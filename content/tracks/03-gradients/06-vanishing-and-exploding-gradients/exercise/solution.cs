using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

Console.WriteLine("max_norm 1");
var clipped = Train(maxNorm: 1.0);
Console.WriteLine("clipping off");
var unclipped = Train(maxNorm: double.PositiveInfinity);

Console.WriteLine($"loss over the last twenty steps: {clipped.Losses.TakeLast(20).Average():F2}");
Console.WriteLine($"steps that were cut: {clipped.Norms.Count(norm => norm > 1)} of {clipped.Norms.Count}");
Console.WriteLine($"clipping off, the norm is off the chart at step {OffTheChart(unclipped.Norms)}");
Console.WriteLine($"clipping off, the loss is off the chart at step {OffTheChart(unclipped.Losses)}");

(List<double> Losses, List<double> Norms) Train(double maxNorm)
{
    manual_seed(42);
    using var model = new GatedTotal();
    using var optimizer = optim.SGD(model.parameters(), 0.8);
    var (losses, norms) = (new List<double>(), new List<double>());

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

        losses.Add(loss.item<float>());
        norms.Add(before);
        if (step <= 3 || step % 50 == 0)
            Console.WriteLine($"  step {step,3}  loss {losses[^1]:G3}  norm {before:G3} before, {after:G3} after");
        if (!double.IsFinite(before)) break;
    }
    return (losses, norms);
}

// The first step whose value is ten times the largest of the first five.
int OffTheChart(List<double> values) => values.FindIndex(value => !(value <= 10 * values.Take(5).Max())) + 1;

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
