// How many samples does it take until the mean is within 0.01 of the true one?
var x = torch.randn(1000);
Console.WriteLine($"mean of {x.numel()} samples: {x.mean().item<float>():F3}");
