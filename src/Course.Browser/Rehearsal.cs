using System.Collections.Immutable;
using Course.Analyzers;
using Course.Checking;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Browser;

/// <summary>
/// What a first check does before it needs to know any library. A first check mostly prepares methods for the interpreter, and a method is
/// prepared once: so all that is done while the references are on their way is hardly anything that the first check has left to do.
/// </summary>
internal static class Rehearsal
{
    /// <summary>Code like a learner's. Without references the compiler knows none of its names, and goes a good part of the way nevertheless.</summary>
    internal const string Code = """
        using TorchSharp;
        using TorchSharp.Modules;
        using static TorchSharp.torch;
        using static TorchSharp.torch.nn;

        manual_seed(42);
        using var model = new Regressor(hidden: 32);
        using var optimizer = optim.Adam(model.parameters(), lr: 1e-3);
        var losses = new List<float>();

        for (var step = 1; step <= 300; step++)
        {
            using var scope = NewDisposeScope();
            var (inputs, targets) = Batch(64);
            optimizer.zero_grad();
            var loss = functional.mse_loss(model.call(inputs), targets);
            loss.backward();
            var norm = nn.utils.clip_grad_norm_(model.parameters(), max_norm: 1.0);
            optimizer.step();
            losses.Add(loss.item<float>());
            if (step % 50 == 0 && losses[^1] > 0) Console.WriteLine($"step {step,3}  loss {losses[^1]:F2}  norm {norm:F2}");
        }

        Console.WriteLine(losses.Count < 300 ? "diverged" : $"last losses {losses.TakeLast(20).Average(each => Math.Sqrt(each)):F2}");

        (Tensor Inputs, Tensor Targets) Batch(int size)
        {
            var numbers = rand(size, 1) * 2 - 1;
            return (cat([numbers, numbers.pow(2)], dim: -1), numbers.sin());
        }

        sealed class Regressor : Module<Tensor, Tensor>
        {
            private readonly Linear first;
            private readonly Linear last;

            public Regressor(int hidden) : base(nameof(Regressor))
            {
                first = Linear(2, hidden);
                last = Linear(hidden, 1);
                RegisterComponents();
            }

            public override Tensor forward(Tensor inputs)
            {
                using var states = functional.relu(first.call(inputs));
                return last.call(states);
            }
        }
        """;

    /// <summary>The parts, from what serves every check to what serves most. References that have come wait for the end of one.</summary>
    public static ImmutableArray<Func<Task>> Parts { get; } =
    [
        static () => Task.FromResult(new Checker(new([]))),
        static () => Task.FromResult(CSharpSyntaxTree.ParseText(Code).GetDiagnostics().Any()),
        static () => CheckAsync(""),
        static () => CheckAsync(Code),
    ];

    private static async Task CheckAsync(string text) => BrowserReport.Json(
        await new Checker(new([])).CheckAsync([new("code.cs", text)], new(Language.English) { CourseProfile = true }).ConfigureAwait(false), null, Language.English);
}
