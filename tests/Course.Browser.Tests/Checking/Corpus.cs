using System.Text.RegularExpressions;
using Course.Build.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Browser.Tests.Checking;

/// <summary>
/// Programs as learners have them: the examples of the rules' pages, the lessons' listings and exercises, and each of them broken in three
/// ways, as code is while it is typed. The same programs on every machine.
/// </summary>
internal static partial class Corpus
{
    private const int Seed = 20261122;

    /// <summary>Whole programs, then broken ones.</summary>
    public static IReadOnlyList<string> Programs { get; } = Make();

    private static List<string> Make()
    {
        var whole = Files("src/Course.Analyzers/Rules", "*.en.md").Concat(Files("content/tracks", "en.md")).SelectMany(static text => Listing().Matches(text).Select(static match => match.Groups[1].Value))
            .Concat(Files("content/tracks", "*.cs")).Where(static code => code.Trim().Length > 0).Distinct().ToList();
        var random = new Random(Seed);
        return [.. whole, .. whole.SelectMany(code => Broken(code, random)).Distinct()];
    }

    private static IEnumerable<string> Broken(string code, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().ToList();
        if (tokens.Count < 4) yield break;
        yield return code[..tokens[random.Next(1, tokens.Count)].SpanStart];
        var gone = tokens[random.Next(tokens.Count)].Span;
        yield return code.Remove(gone.Start, gone.Length);
        var twice = tokens[random.Next(tokens.Count)];
        yield return code.Insert(twice.SpanStart, tokens[random.Next(tokens.Count)].Text + " ");
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    [GeneratedRegex(@"^```csharp[^\n]*\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Listing();
}
