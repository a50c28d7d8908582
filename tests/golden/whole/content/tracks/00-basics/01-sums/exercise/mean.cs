// Mend the mean.
double Mean(double[] numbers) => numbers.Sum() / (numbers.Length + 1);
Console.WriteLine($"{Mean(read):F2}");
