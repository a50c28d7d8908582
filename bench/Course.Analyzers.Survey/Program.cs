using System.Globalization;
using Course.Analyzers;
using Course.Analyzers.Survey;

// dotnet run -c Release --project bench/Course.Analyzers.Survey -- [--rule ID,ID] [--cost | --cost-of-each | --references-missing] FOLDER…
// Runs the rules over real code: prints each finding, to be read and judged, then counts by rule; with --cost only what the rules add to binding,
// with --references-missing only whether one crashes where the code does not compile.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var ids = args.SkipWhile(static a => a != "--rule").Skip(1).FirstOrDefault()?.Split(',');
var folders = args.Where((a, i) => !a.StartsWith("--", StringComparison.Ordinal) && (i == 0 || args[i - 1] != "--rule")).Select(Path.GetFullPath).ToList();
var rules = Rules.All.Where(rule => ids is null || ids.Contains(rule.SupportedDiagnostics[0].Id)).ToArray();
if (args.Contains("--cost") || args.Contains("--cost-of-each"))
{
    await Cost.ReportAsync(folders, rules, each: args.Contains("--cost-of-each"));
    return;
}

if (args.Contains("--references-missing"))
{
    foreach (var compilation in folders.SelectMany(Checkout.Compilations).SelectMany(Checkout.WithReferencesMissing))
        await Analysis.FindingsAsync(compilation, rules);
    Console.WriteLine($"{Analysis.Crashes} crashes");
    return;
}

var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
foreach (var folder in folders)
{
    foreach (var compilation in Checkout.Compilations(folder))
    {
        foreach (var finding in (await Analysis.FindingsAsync(compilation, rules)).OrderBy(static f => f.Location.GetLineSpan().Path, StringComparer.Ordinal).ThenBy(static f => f.Location.SourceSpan.Start))
        {
            var place = finding.Location.GetLineSpan();
            var line = finding.Location.SourceTree!.GetText().Lines[place.StartLinePosition.Line].ToString().Trim();
            Console.WriteLine($"{finding.Id} {finding.Severity} {Path.GetRelativePath(folder, place.Path)}:{place.StartLinePosition.Line + 1}: {finding.GetMessage()}\n    {line}");
            counts[finding.Id] = counts.GetValueOrDefault(finding.Id) + 1;
        }
    }
}

Console.WriteLine(string.Join('\n', counts.Select(static pair => $"{pair.Key} {pair.Value}")));
