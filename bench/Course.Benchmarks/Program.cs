using System.Globalization;
using Course.Benchmarks;
using Course.Benchmarks.Serving;

// dotnet run -c Release --project bench/Course.Benchmarks [-- render [lessons] [runs] | snippets [rounds] | serve [lessons] [edits] | check [rounds] | rules [BenchmarkDotNet options]]
switch (args)
{
    case ["anchor", var root, var output]:
        Anchor.Run(root, output);
        return 0;
    case []:
        RenderBenchmark.Run(lessons: 1000, runs: 5);
        await SnippetBenchmark.RunAsync(rounds: 5);
        await ServeBenchmark.RunAsync(lessons: 73, edits: 100);
        await CheckBenchmark.RunAsync(rounds: 5);
        return 0;
    case ["render", .. var numbers]:
        RenderBenchmark.Run(Number(numbers, 0, 1000), Number(numbers, 1, 5));
        return 0;
    case ["snippets", .. var numbers]:
        await SnippetBenchmark.RunAsync(Number(numbers, 0, 5));
        return 0;
    case ["serve", .. var numbers]:
        await ServeBenchmark.RunAsync(Number(numbers, 0, 73), Number(numbers, 1, 100));
        return 0;
    case ["check", .. var numbers]:
        await CheckBenchmark.RunAsync(Number(numbers, 0, 5));
        return 0;
    case ["rules", .. var filter]:
        RuleBenchmark.Run(filter);
        return 0;
    default:
        Console.Error.WriteLine("render [lessons] [runs] | snippets [rounds] | serve [lessons] [edits] | check [rounds] | rules [BenchmarkDotNet options]");
        return 2;
}

static int Number(string[] numbers, int index, int otherwise) =>
    numbers.Length > index ? int.Parse(numbers[index], CultureInfo.InvariantCulture) : otherwise;
