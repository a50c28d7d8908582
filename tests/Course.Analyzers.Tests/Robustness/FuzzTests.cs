using System.Diagnostics;
using System.Globalization;
using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Robustness;

/// <summary>
/// Generated garbage: tokens of the training programs, whole statements of them, torn apart and put together at random. Seconds
/// as a rule; COURSE_FUZZ_SECONDS=300 is the long mode. The seed is fixed, so that what fails once fails again.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261122;

    /// <summary>How long to look; the long mode looks at more elsewhere too.</summary>
    public static int Seconds { get; } = int.TryParse(Environment.GetEnvironmentVariable("COURSE_FUZZ_SECONDS"), CultureInfo.InvariantCulture, out var given) ? given : 5;

    private static readonly DiagnosticAnalyzer[] Everything = [.. Analyzers.Rules.All, new PracticeAnalyzer()];

    [Fact]
    public async Task No_rule_crashes_on_garbage()
    {
        var seconds = Seconds;
        var roots = TrainingPrograms.All.Select(static code => CSharpSyntaxTree.ParseText(code, Compilations.Parse).GetRoot()).ToList();
        var tokens = roots.SelectMany(static root => root.DescendantTokens()).Where(static token => !token.Span.IsEmpty).Select(static token => token.Text).ToArray();
        var pieces = roots.SelectMany(static root => root.DescendantNodes()).Where(static node => node.Span.Length is > 3 and < 300).Select(static node => node.ToString()).ToArray();
        var random = new Random(Seed);
        var rounds = 0;
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started).TotalSeconds < seconds; rounds++)
        {
            var code = Generate(random, tokens, pieces);
            try
            {
                await Verify.RunAlone(Compilations.Of(code), Everything);
            }
            catch (InvalidOperationException crash)
            {
                Assert.Fail($"Round {rounds} of seed {Seed}: {crash.Message}\nin:\n{code}");
            }
#pragma warning disable CA1031 // The driver catches what rules throw; this is the compiler's own, and Course.Checking refuses such a program.
            catch (Exception crash) when (crash is not OperationCanceledException)
#pragma warning restore CA1031
            {
                TestContext.Current.TestOutputHelper?.WriteLine($"Round {rounds}: the compiler gave up with {crash.GetType().Name}: {crash.Message}\nin:\n{code}\n");
            }
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{rounds} programs in {seconds} s");
        Assert.True(rounds > 0);
    }

    private static string Generate(Random random, string[] tokens, string[] pieces) => random.Next(3) switch
    {
        0 => string.Join(' ', Enumerable.Range(0, random.Next(1, 120)).Select(_ => tokens[random.Next(tokens.Length)])),
        1 => string.Join('\n', Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)] + ";")),
        _ => Mutate(random, TrainingPrograms.All[random.Next(TrainingPrograms.All.Count)], tokens, pieces),
    };

    private static string Mutate(Random random, string code, string[] tokens, string[] pieces)
    {
        for (var i = random.Next(1, 6); i > 0 && code.Length > 1; i--)
        {
            var at = random.Next(code.Length);
            code = random.Next(4) switch
            {
                0 => code.Insert(at, " " + tokens[random.Next(tokens.Length)] + " "),
                1 => code.Insert(at, pieces[random.Next(pieces.Length)]),
                2 => code.Remove(at, Math.Min(random.Next(1, 40), code.Length - at)),
                _ => code[..at] + code[random.Next(code.Length)..],
            };
            if (code.Length > 8000) code = code[..8000];
        }

        return code;
    }
}
