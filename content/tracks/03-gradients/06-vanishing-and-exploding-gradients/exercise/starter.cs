using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

manual_seed(42);
using var model = new GatedTotal();
using var optimizer = optim.SGD(model.parameters(), 0.8);

for (var step = 1; step <= 300; step++)
{
    using var scope = NewDisposeScope();
    var (inputs, targets) = RunningTotal(batch: 32, length: 40);

    optimizer.zero_grad();
    var loss = functional.mse_loss(model.call(inputs), targets);
    loss.backward();
    // 1. Log the gradient's global norm here, before and after clipping.
    // 2. Clip it to a max_norm of 1.0.
    optimizer.step();

    if (step <= 5 || step % 20 == 0) Console.WriteLine($"step {step,3}  loss {loss.item<float>():G3}");
    if (!float.IsFinite(loss.item<float>()))
    {
        Console.WriteLine("the loss is not finite any more");
        break;
    }
}

// Inputs [batch, length, 2]: a number in 0..1 and a mark.
// Targets [batch, length, 1]: the total of the marked numbers so far.
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
