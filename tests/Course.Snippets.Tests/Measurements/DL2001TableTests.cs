using System.Globalization;
using Course.Snippets.Records;
using Course.Snippets.Tests.Execution;
using static Course.Snippets.Tests.Execution.TestSessions;

namespace Course.Snippets.Tests.Measurements;

/// <summary>
/// The thresholds of DL2001 rest on how gradients fade with depth. This measures it again with TorchSharp: the ratio of the
/// gradient's norm at the first hidden layer to that at the head, at initialisation, width 64, median of nine seeds.
/// Bounds are powers of ten or close to them, so that another library version may draw other numbers.
/// </summary>
[Collection(ProcessTests.Name)]
public sealed class DL2001TableTests(DL2001TableTests.Measured measured) : IClassFixture<DL2001TableTests.Measured>
{
    // Training counts as vanished here: AutoTrainer's threshold.
    private const double Vanished = 1e-3;

    [Fact]
    public void A_sigmoid_stack_fades_from_three_layers_and_has_vanished_at_four()
    {
        Assert.InRange(Ratio("sigmoid", 2), 1e-2, 1);
        Assert.InRange(Ratio("sigmoid", 3), Vanished, 1e-2);
        Assert.InRange(Ratio("sigmoid", 4), 0, Vanished);
        Assert.InRange(Ratio("hardsigmoid", 3), 0, 1e-2);
        Assert.InRange(Ratio("hardsigmoid", 4), 0, Vanished);
    }

    [Fact]
    public void Xavier_does_not_save_a_sigmoid_stack()
    {
        Assert.InRange(Ratio("sigmoid xavier", 4), 0, 5 * Vanished);
        Assert.InRange(Ratio("sigmoid xavier", 6), 0, Vanished);
        Assert.InRange(Ratio("sigmoid xavier", 20), 0, 1e-9);
    }

    [Fact]
    public void A_norm_before_each_sigmoid_puts_it_off_by_two_layers()
    {
        Assert.InRange(Ratio("sigmoid norm", 3), 1e-2, 1);
        Assert.InRange(Ratio("sigmoid norm", 6), 0, 1e-2);
        Assert.InRange(Ratio("sigmoid norm", 8), 0, Vanished);
    }

    [Fact]
    public void A_residual_sum_keeps_sigmoids_from_vanishing_though_not_from_fading()
    {
        Assert.InRange(Ratio("sigmoid residual", 12), Vanished, 1);
        Assert.InRange(Ratio("sigmoid residual", 15), Vanished / 2, 1e-2);
        Assert.InRange(Ratio("sigmoid residual", 20), Vanished / 2, 1e-2);
    }

    [Theory]
    [InlineData("tanh")]
    [InlineData("softsign")]
    [InlineData("hardtanh")]
    public void Odd_saturating_activations_fade_far_later_than_sigmoids(string activation)
    {
        Assert.InRange(Ratio(activation, 4), 0.1, 2);
        Assert.InRange(Ratio(activation, 8), 0, 0.3);
        Assert.InRange(Ratio(activation, 15), 0, 1e-2);
        Assert.InRange(Ratio(activation, 20), 0, Vanished);
        foreach (var depth in Measured.Depths.Where(static depth => depth >= 4))
            Assert.InRange(Ratio("sigmoid", depth), 0, Ratio(activation, depth) / 100);
    }

    [Theory]
    [InlineData("tanh 5/3")]
    [InlineData("tanh norm")]
    [InlineData("tanh residual")]
    public void Xavier_for_tanh_a_norm_or_a_residual_sum_save_a_tanh_stack_of_any_depth(string stack)
    {
        foreach (var depth in Measured.Depths)
            Assert.InRange(Ratio(stack, depth), 0.1, 30);
    }

    [Fact]
    public void Tanh_with_wide_weights_explodes()
    {
        Assert.InRange(Ratio("tanh wide", 3), 2, 1e2);
        Assert.InRange(Ratio("tanh wide", 6), 10, 1e4);
        Assert.InRange(Ratio("tanh wide", 20), 1e4, 1e9);
    }

    [Fact]
    public void Each_remedy_helps_more_than_the_one_before()
    {
        foreach (var depth in Measured.Depths.Where(static depth => depth >= 6))
            Assert.Equal(["sigmoid", "sigmoid xavier", "sigmoid norm", "sigmoid residual", "tanh residual"], new[] { "tanh residual", "sigmoid residual", "sigmoid norm", "sigmoid xavier", "sigmoid" }.OrderBy(stack => Ratio(stack, depth)));
    }

    [Fact]
    public void A_deeper_sigmoid_stack_fades_more()
    {
        foreach (var stack in new[] { "sigmoid", "sigmoid xavier", "sigmoid norm", "hardsigmoid" })
            Assert.Equal(Measured.Depths, Measured.Depths.OrderByDescending(depth => Ratio(stack, depth)));
    }

    private double Ratio(string stack, int depth) => measured.Ratios[(stack, depth)];

    /// <summary>The table, measured once in a process of its own.</summary>
    public sealed class Measured : IAsyncLifetime
    {
        internal static readonly int[] Depths = [2, 3, 4, 6, 8, 12, 15, 20];

        private static readonly string Code = $$"""
            double Ratio(string stack, int depth, int seed)
            {
                using var scope = NewDisposeScope();
                manual_seed(seed);
                var layers = Enumerable.Range(0, depth).Select(_ => nn.Linear(64, 64)).ToArray();
                var norms = Enumerable.Range(0, depth).Select(_ => nn.LayerNorm(64)).ToArray();
                var head = nn.Linear(64, 1);
                foreach (var layer in layers.Append(head))
                {
                    if (stack.EndsWith("5/3")) nn.init.xavier_uniform_(layer.weight, 5.0 / 3);
                    else if (stack.EndsWith("xavier")) nn.init.xavier_uniform_(layer.weight);
                    else if (stack.EndsWith("wide")) nn.init.normal_(layer.weight);
                }
                var (x, y) = (randn(32, 64), randn(32, 1));
                for (var i = 0; i < depth; i++)
                {
                    var z = layers[i].forward(x);
                    if (stack.EndsWith("norm")) z = norms[i].forward(z);
                    var a = stack.Split(' ')[0] switch
                    {
                        "sigmoid" => z.sigmoid(),
                        "hardsigmoid" => nn.functional.hardsigmoid(z),
                        "tanh" => z.tanh(),
                        "softsign" => nn.functional.softsign(z),
                        _ => nn.functional.hardtanh(z),
                    };
                    x = stack.EndsWith("residual") ? a + x : a;
                }
                nn.functional.mse_loss(head.forward(x), y).backward();
                return layers[0].weight.grad.norm().item<float>() / (double)head.weight.grad.norm().item<float>();
            }

            foreach (var stack in new[] { "sigmoid", "sigmoid xavier", "sigmoid norm", "sigmoid residual", "hardsigmoid", "tanh", "softsign", "hardtanh", "tanh 5/3", "tanh norm", "tanh residual", "tanh wide" })
            {
                foreach (var depth in new[] { {{string.Join(", ", Depths)}} })
                    Console.WriteLine($"{stack}|{depth}|{Enumerable.Range(0, 9).Select(seed => Ratio(stack, depth, seed)).Order().ElementAt(4):R}");
            }
            """;

        internal IReadOnlyDictionary<(string Stack, int Depth), double> Ratios { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            var run = await RunAsync(Session(S("table", Code, seconds: 120)));
            Assert.Empty(run.Diagnostics);
            Ratios = string.Concat(run.Value.Snippets[0].Outputs.OfType<TextOutput>().Select(static output => output.Text))
                .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static line => line.Split('|'))
                .ToDictionary(static cells => (cells[0], int.Parse(cells[1], CultureInfo.InvariantCulture)), static cells => double.Parse(cells[2], CultureInfo.InvariantCulture));
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
