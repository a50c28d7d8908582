using System.Collections.Immutable;
using Course.Check.CommandLine;
using Course.Check.Input;
using Course.Check.Output;
using Course.Checking;

namespace Course.Check;

/// <summary><c>--fix</c>: applies fixes until none is left, since one may make room for the next.</summary>
internal static class Mending
{
    private const int MostRounds = 10;

    public static async Task<int> RunAsync(CheckSettings settings, CheckInput input, CheckResult result, UnitChecker checker, CancellationToken cancellation)
    {
        var words = new Words(settings.Language);
        var before = result.Texts;
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var round = 0; round < MostRounds; round++)
        {
            var mended = Apply(result, counts);
            if (mended.Count == 0) break;
            input = input with { Units = [.. input.Units.Select(unit => unit with { Texts = [.. unit.Texts.Select(text => mended.TryGetValue(text.Name, out var changed) ? text with { Text = changed } : text)] })] };
            result = await checker.CheckAsync(input, cancellation).ConfigureAwait(false);
        }

        if (counts.Count == 0) Console.WriteLine(words.NothingMended);
        if (settings.DryRun)
        {
            foreach (var file in counts.Keys) Console.Write(UnifiedDiff.Of(file, before[file], result.Texts[file]));
            return result.ExitCode;
        }

        foreach (var (file, count) in counts)
        {
            Write(file, result.Texts[file]);
            if (settings.Format == ReportFormat.Text) Console.WriteLine(words.Mended(file, count));
        }

        CheckRun.Report(result, settings);
        return result.ExitCode;
    }

    private static Dictionary<string, string> Apply(CheckResult result, SortedDictionary<string, int> counts)
    {
        var mended = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in result.Findings.Where(static finding => finding.Fix is not null).GroupBy(static finding => finding.Place.File))
        {
            var (text, applied) = FixedText.Apply(result.TextOf(file.Key), file.Select(static finding => finding.Fix!));
            if (text == result.TextOf(file.Key)) continue;
            mended[file.Key] = text;
            counts[file.Key] = counts.GetValueOrDefault(file.Key) + applied.Length;
        }

        return mended;
    }

    /// <summary>Writes beside the file and moves, so that no kill leaves half of it.</summary>
    private static void Write(string file, string text)
    {
        var beside = file + ".course-check";
        var hasMark = File.ReadAllBytes(file).AsSpan().StartsWith<byte>([0xEF, 0xBB, 0xBF]);
        File.WriteAllText(beside, text, new System.Text.UTF8Encoding(hasMark));
        File.Move(beside, file, overwrite: true);
    }
}
