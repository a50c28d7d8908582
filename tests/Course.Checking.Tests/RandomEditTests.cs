using System.Globalization;
using System.Text.RegularExpressions;
using Course.Analyzers;
using Course.Check.Input;

namespace Course.Checking.Tests;

/// <summary>
/// What is found depends on the code alone: a checker that has followed many edits says what one says that met the same texts in
/// another order, and what one says that never saw any other.
/// </summary>
public sealed partial class RandomEditTests
{
    private const int Edits = 120;
    private const int Fresh = 5;

    private static readonly string[] Lines =
    [
        "optimizer.zero_grad();", "loss.backward();", "optimizer.step();", "utils.clip_grad_norm_(model.parameters(), 1.0);", "using var scope = NewDisposeScope();",
        "var hidden = functional.sigmoid(inputs);", "if (step > 3) break;", "{", "}", "#pragma warning disable DL1001", "return;", "using System.Text;", "/* not closed", "static int Added(int x) => x;",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Findings_do_not_depend_on_what_was_checked_before(int seed)
    {
        var random = new Random(seed);
        var text = await File.ReadAllTextAsync(Directory.EnumerateFiles(Path.Combine(Check.Root, "content"), "solution.cs", SearchOption.AllDirectories).Single());
        var origin = text;
        var texts = new List<string>(Edits);
        for (var i = 0; i < Edits; i++)
        {
            // Errors pile up; learners begin anew now and then, too.
            text = Edited(i % 3 == 0 ? origin : text, random);
            texts.Add(text);
        }

        var along = await SaidAsync(new(References.Load()), texts);
        var order = Enumerable.Range(0, Edits).ToArray();
        random.Shuffle(order);
        var shuffled = await SaidAsync(new(References.Load()), [.. order.Select(i => texts[i])]);
        foreach (var (i, said) in order.Zip(shuffled)) Same(texts[i], along[i], said);
        foreach (var i in order.Take(Fresh)) Same(texts[i], along[i], (await SaidAsync(new(References.Load()), [texts[i]]))[0]);

        // Edits that change nothing, or only ever break the grammar, would prove nothing.
        Assert.True(along.Distinct().Count() > Edits / 3, $"{along.Distinct().Count()} different reports");
        Assert.True(along.Count(static said => said.Contains(" DL", StringComparison.Ordinal) || said.Contains(" WD", StringComparison.Ordinal)) > Edits / 5, $"{along.Count(static said => said.Contains(" DL", StringComparison.Ordinal) || said.Contains(" WD", StringComparison.Ordinal))} reports with findings of rules");
    }

    private static void Same(string text, string due, string said) => Assert.True(due == said, $"{text}\n--- along the way\n{due}\n--- otherwise\n{said}");

    private static async Task<List<string>> SaidAsync(Checker checker, List<string> texts)
    {
        var all = new List<string>(texts.Count);
        foreach (var text in texts)
        {
            var report = await CheckThread.RunAsync(checker, [new("lesson.cs", text)], new CheckOptions(Language.English), TimeSpan.FromMinutes(1), CancellationToken.None);
            all.Add(report.Refusal is { } refusal ? refusal.Message(Language.English) : string.Join('\n', report.Findings.Select(static f =>
                string.Create(CultureInfo.InvariantCulture, $"{f.Place.Start}+{f.Place.Length} {f.Id} {f.Weight} {f.IsSuppressed} {f.Message} {string.Join(';', f.Fix?.Edits ?? [])}"))));
        }

        return all;
    }

    private static string Edited(string text, Random random)
    {
        var lines = text.Split('\n').ToList();
        var tokens = Token().Matches(text);
        var token = tokens[random.Next(tokens.Count)];

        // Half of what people do leaves whole statements.
        var statements = Enumerable.Range(0, lines.Count).Where(i => lines[i].TrimEnd().EndsWith(';')).DefaultIfEmpty().ToList();
        var at = statements[random.Next(statements.Count)];
        switch (random.Next(8))
        {
            case 0: lines.RemoveAt(at); break;
            case 1: lines.Insert(at, lines[statements[random.Next(statements.Count)]]); break;
            case 2: lines.Insert(at, Lines[random.Next(Lines.Length)]); break;
            case 3: (lines[at], lines[statements[0]]) = (lines[statements[0]], lines[at]); break;
            case 4: return Number().Replace(text, match => random.Next(4) == 0 ? random.Next(100).ToString(CultureInfo.InvariantCulture) : match.Value);
            case 5: return text.Remove(token.Index, token.Length);
            case 6: return text.Insert(token.Index, token.Value + " ");
            default: return text.Remove(token.Index, token.Length).Insert(token.Index, tokens[random.Next(tokens.Count)].Value);
        }

        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"\w+|[^\w\s]")]
    private static partial Regex Token();

    [GeneratedRegex(@"\b\d+\b")]
    private static partial Regex Number();
}
