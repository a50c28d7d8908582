// The distance shrinks with the square root of the number of samples: ten times as close takes a hundred times as many.
foreach (var n in new[] { 1_000, 10_000, 100_000 })
{
    using var x = torch.randn(n);
    Console.WriteLine($"mean of {n} samples: {x.mean().item<float>():F4}");
}
