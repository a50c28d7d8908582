using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Parsing;
using Course.Content.Snippets;
using Course.Content.Spelling;

namespace Course.Content.Directives.Snippets;

/// <summary>Reads the attributes of a snippet that say what is done with it and how it is shown.</summary>
internal static class SnippetAttributes
{
    /// <summary>The id, or null where it is missing or not valid.</summary>
    public static string? Id(AttributeList attributes)
    {
        if (attributes.TakeValue("id") is not { Value: { } id } attribute) return null;
        if (KebabCase.IsValid(id)) return id;
        attributes.Report(attribute, $"`{id}` is not an id: ids consist of {KebabCase.Rule}.", $"Write it as `{KebabCase.From(id, "an-id")}`.");
        return null;
    }

    /// <summary>Reads everything but id, title and code.</summary>
    public static Snippet Read(AttributeList attributes, ParseContext context, string code)
    {
        var snippet = new Snippet(
            "", null, Mode(attributes), attributes.Text("reason"),
            Ids(attributes, "fails", "CS0103"), Exception(attributes), Ids(attributes, "reports", "DL1001"),
            attributes.Flag("hidden"), attributes.Flag("fold"), Session(attributes), Timeout(attributes), Tolerance(attributes),
            Ranges(attributes, "lines", code), Ranges(attributes, "highlight", code),
            "", "", 0, 0, default) { Predict = attributes.Text("predict") };
        CheckReason(attributes, context, snippet);
        CheckExclusive(attributes, context);
        return snippet;
    }

    private static SnippetMode Mode(AttributeList attributes)
    {
        attributes.Flag("run");
        var (noRun, ignore) = (attributes.Flag("no-run"), attributes.Flag("ignore"));
        return ignore ? SnippetMode.Ignore : noRun ? SnippetMode.NoRun : SnippetMode.Run;
    }

    private static void CheckReason(AttributeList attributes, ParseContext context, Snippet snippet)
    {
        if (snippet.Mode == SnippetMode.Run || snippet.Reason is not null) return;
        var flag = attributes.Take(snippet.Mode == SnippetMode.Ignore ? "ignore" : "no-run")!.Value;
        context.Report(ContentFaults.MissingReason, flag.Start, flag.Length,
            $"A snippet with `{flag.Name}` is not proven, and readers deserve to know why.", $"Write `{flag.Name} reason=\"…\"`.");
    }

    /// <summary>Pairs that cannot both hold, with the reason why.</summary>
    private static readonly (string First, string Second, string Why)[] Exclusive =
    [
        ("run", "no-run", "a snippet is either run or not"),
        ("run", "ignore", "a snippet is either run or not"),
        ("no-run", "ignore", "what is ignored is not even compiled"),
        ("run", "fails", "what does not compile cannot run"),
        ("run", "reason", "`reason` says why a snippet is not run"),
        ("fails", "throws", "what does not compile cannot throw"),
        ("fails", "timeout", "what does not compile does not run"),
        ("fails", "tolerance", "what does not compile prints nothing"),
        ("fails", "ignore", "what is ignored is not compiled"),
        ("fails", "no-run", "a snippet that must not compile is never run; `fails` alone says so"),
        ("throws", "no-run", "what is not run cannot throw"),
        ("throws", "ignore", "what is not run cannot throw"),
        ("reports", "ignore", "what is ignored is not analyzed"),
        ("timeout", "no-run", "what is not run needs no time limit"),
        ("timeout", "ignore", "what is not run needs no time limit"),
        ("tolerance", "no-run", "what is not run prints nothing"),
        ("tolerance", "ignore", "what is not run prints nothing"),
        ("predict", "fails", "what does not compile prints nothing to predict"),
        ("predict", "no-run", "what is not run prints nothing to predict"),
        ("predict", "ignore", "what is not run prints nothing to predict"),
        ("predict", "hidden", "what is hidden shows no output to predict"),
        ("hidden", "fold", "what is hidden is not shown folded"),
        ("hidden", "lines", "what is hidden shows no lines"),
        ("hidden", "highlight", "what is hidden shows no lines"),
    ];

    private static void CheckExclusive(AttributeList attributes, ParseContext context)
    {
        foreach (var (first, second, why) in Exclusive)
        {
            if (attributes.Take(first) is not { } one || attributes.Take(second) is not { } other) continue;
            var later = one.Start > other.Start ? one : other;
            context.Report(ContentFaults.ExclusiveAttributes, later.Start, later.Length,
                $"`{first}` and `{second}` contradict each other: {why}.", $"Remove `{first}` or `{second}`.");
        }
    }

    private static ImmutableArray<string> Ids(AttributeList attributes, string name, string example)
    {
        if (attributes.TakeValue(name) is not { Value: { } value } attribute) return [];
        ImmutableArray<string> ids = [.. value.Split(',', StringSplitOptions.TrimEntries)];
        if (ids.All(IsDiagnosticId)) return ids;
        attributes.Report(attribute, $"`{value}` is not a list of diagnostic ids.", $"Write ids such as `{name}={example}`, separated by commas.");
        return [];
    }

    private static bool IsDiagnosticId(string id)
    {
        var letters = id.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        return letters > 0 && id.AsSpan(letters).IndexOfAnyExceptInRange('0', '9') < 0;
    }

    private static string? Exception(AttributeList attributes)
    {
        if (attributes.TakeValue("throws") is not { Value: { } name } attribute) return null;
        if (name.Split('.').All(static part => part.Length > 0 && (char.IsLetter(part[0]) || part[0] == '_') && part.All(static c => char.IsLetterOrDigit(c) || c == '_')))
        {
            return name;
        }

        attributes.Report(attribute, $"`{name}` is not the name of an exception type.", "Write it as `throws=InvalidOperationException`.");
        return null;
    }

    private static string Session(AttributeList attributes)
    {
        const string usual = "main";
        if (attributes.TakeValue("session") is not { Value: { } name } attribute) return usual;
        if (KebabCase.IsValid(name)) return name;
        attributes.Report(attribute, $"`{name}` is not a session's name: names consist of {KebabCase.Rule}.", $"Write it as `{KebabCase.From(name, usual)}`.");
        return usual;
    }

    private static TimeSpan Timeout(AttributeList attributes)
    {
        if (attributes.TakeValue("timeout") is not { Value: { } value } attribute) return Snippet.DefaultTimeout;
        var isMilliseconds = value.EndsWith("ms", StringComparison.Ordinal);
        var digits = isMilliseconds ? value[..^2] : value.EndsWith('s') ? value[..^1] : "";
        if (int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && TimeSpan.FromMilliseconds(isMilliseconds ? number : number * 1000L) is var time
            && time > TimeSpan.Zero && time <= Snippet.LongestTimeout)
        {
            return time;
        }

        attributes.Report(attribute,
            $"`{value}` is not a time limit between 1 ms and {Snippet.LongestTimeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)} s.",
            "Write it as `timeout=30s` or `timeout=500ms`; shorten the computation if it needs more.");
        return Snippet.DefaultTimeout;
    }

    private static double? Tolerance(AttributeList attributes)
    {
        if (attributes.TakeValue("tolerance") is not { Value: { } value } attribute) return null;
        const NumberStyles style = NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        if (double.TryParse(value, style, CultureInfo.InvariantCulture, out var tolerance) && tolerance is >= 0 and <= 1) return tolerance;
        attributes.Report(attribute, $"`{value}` is not a relative tolerance between 0 and 1.", "Write it as `tolerance=1e-3`.");
        return null;
    }

    private static LineRanges? Ranges(AttributeList attributes, string name, string code)
    {
        if (attributes.TakeValue(name) is not { Value: { } value } attribute) return null;
        var ranges = ImmutableArray.CreateBuilder<(int First, int Last)>();
        foreach (var part in value.Split(','))
        {
            var hyphen = part.IndexOf('-', StringComparison.Ordinal);
            if (LineNumber(hyphen < 0 ? part : part[..hyphen]) is { } first
                && (hyphen < 0 ? first : LineNumber(part[(hyphen + 1)..])) is { } last && first <= last)
            {
                ranges.Add((first, last));
                continue;
            }

            attributes.Report(attribute, $"`{part}` is not a line or a range of lines.", $"Write lines from 1 as `{name}=3-5,9`, the lower number first.");
            return null;
        }

        // A translation may leave its body to the source, whose lines are then checked there.
        var count = code.Length == 0 ? int.MaxValue : code.AsSpan().Count('\n') + 1;
        if (ranges.All(r => r.Last <= count)) return new(ranges.ToImmutable());
        attributes.Report(attribute,
            string.Create(CultureInfo.InvariantCulture, $"`{name}` goes beyond the code, which has {count} line{(count == 1 ? "" : "s")}."), "Name lines that the code has.");
        return null;
    }

    private static int? LineNumber(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var line) && line > 0 ? line : null;
}
