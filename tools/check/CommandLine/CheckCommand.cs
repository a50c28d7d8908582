using System.CommandLine;
using Course.Analyzers;
using Course.Checking;

namespace Course.Check.CommandLine;

/// <summary>The one command.</summary>
internal static class CheckCommand
{
    private static readonly string[] Locales = ["LC_ALL", "LC_MESSAGES", "LANG"];

    private static readonly Argument<string[]> Paths = new("PATH")
    {
        Description = "Files, folders, projects (.csproj), or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private static readonly Option<bool> All = new("--all", "-a") { Description = "Show all findings instead of the three that matter most." };

    private static readonly Option<bool> Fix = new("--fix") { Description = "Mend what can be mended without asking you what you meant." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "With --fix: show the changes as a diff and write nothing." };

    private static readonly Option<ReportFormat> Format = new("--format", "-f")
    {
        Description = "text, json, sarif (2.1.0), or github (workflow annotations).",
        DefaultValueFactory = static _ => ReportFormat.Text,
        HelpName = "format",
    };

    private static readonly Option<string?> Explain = new("--explain") { Description = "Show the page of a rule, such as DL1001, and check nothing.", HelpName = "id" };

    private static readonly Option<string?> Exercise = new("--exercise", "-e") { Description = "Say whether the code does what an exercise of a lesson asks.", HelpName = "name" };

    private static readonly Option<string?> Lang = new("--lang") { Description = "Language of all words: en or ko. Default: that of the locale.", HelpName = "en|ko" };

    private static readonly Option<string[]> Rule = new("--rule")
    {
        Description = "Only these rules, separated by commas.",
        HelpName = "id,id",
        AllowMultipleArgumentsPerToken = false,
    };

    private static readonly Option<string?> Severity = new("--severity") { Description = "The least weight that is shown: must, should, or worth (default).", HelpName = "weight" };

    /// <summary>The command.</summary>
    public static RootCommand Create()
    {
        Lang.AcceptOnlyFromAmong("en", "ko");
        Severity.AcceptOnlyFromAmong("must", "should", "worth");
        var command = new RootCommand("""
            Checks deep-learning code in C# and TorchSharp: what goes wrong in training, why, and how to mend it. Code is compiled and never run.

            Exit codes: 0 nothing is left that must or should be fixed; 1 something is, or the exercise is not done; 2 wrong usage; 3 code was refused or unreadable; 70 a bug; 130 stopped by Ctrl-C.
            """)
        {
            Paths, All, Fix, DryRun, Format, Explain, Exercise, Lang, Rule, Severity,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var language = LanguageOf(parsed.GetValue(Lang));
            return parsed.GetValue(Explain) is { } id
                ? Task.FromResult(Output.RulePages.Show(id, language))
                : CheckRun.RunAsync(Settings(parsed, language), cancellation);
        });
        return command;
    }

    private static CheckSettings Settings(ParseResult parsed, Language language) => new(
        [.. parsed.GetValue(Paths) ?? []], language, parsed.GetValue(Format), parsed.GetValue(All), parsed.GetValue(Fix), parsed.GetValue(DryRun),
        [.. (parsed.GetValue(Rule) ?? []).SelectMany(static ids => ids.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Select(static id => id.ToUpperInvariant())],
        parsed.GetValue(Severity) switch { "must" => Weight.MustFix, "should" => Weight.ShouldFix, _ => Weight.WorthKnowing },
        parsed.GetValue(Exercise));

    /// <summary>The language that is asked for, else that of the locale as POSIX names it.</summary>
    private static Language LanguageOf(string? asked)
    {
        var locale = asked ?? Locales.Select(Environment.GetEnvironmentVariable).FirstOrDefault(static value => !string.IsNullOrEmpty(value))
            ?? System.Globalization.CultureInfo.InstalledUICulture.Name;
        return locale.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Language.Korean : Language.English;
    }
}
