using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Course.Build.CommandLine;
using Course.Build.Status;

namespace Course.Build.Tests.CommandLine;

/// <summary>Holds docs/commands.md and every example against the commands themselves.</summary>
public sealed class CommandReferenceTests
{
    private static readonly string Heading = string.Create(CultureInfo.InvariantCulture, $"""
        # Commands

        Every command with its options, as `--help` tells them; `course` below stands for `{HelpWithExamples.Program}`.
        A test holds this page against the commands; `COURSE_ACCEPT=1 dotnet test` rewrites it.

        To have `course` in a shell, and its words completed there, ids of lessons included:

        ```sh
        source <({HelpWithExamples.Program} completion bash)
        ```

        `status` estimates how long a lesson takes: {ReadingTime.WordsPerMinute} English words or {ReadingTime.EojeolPerMinute} Korean eojeol a minute, {ReadingTime.CodeLinesPerMinute} shown lines of code a minute,
        {ReadingTime.SecondsPerFigure} seconds a figure and {ReadingTime.SecondsPerFormula} seconds a formula on a line of its own. An exclamation mark stands where that is more than a third,
        and more than three minutes, from what lesson.yaml states.

        `links --external` keeps in `links.json`, in the course root and in git, on which day each address last answered; pages say it
        beside the link. Nothing else ever asks another host.

        `clean` leaves what is not in the checkout: the copy of a native library that the snippet host keeps in the user's cache serves all checkouts.

        """);

    public static TheoryData<string> Examples => [.. All(BuildCommand.Create()).SelectMany(static c => ExamplesOf(c.Command)).Select(static e => e.Arguments)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_can_be_understood(string arguments) => Assert.Empty(BuildCommand.Create().Parse(arguments).Errors);

    [Fact]
    public void The_page_says_what_the_commands_say()
    {
        var path = Path.Combine(Checkout.Root, "docs", "commands.md");
        var expected = Heading + string.Concat(All(BuildCommand.Create()).Select(static c => Section(c.Path, c.Command)));
        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    [Fact]
    public async Task Help_of_a_command_ends_with_its_examples_and_version_is_a_version()
    {
        var help = await CourseBuild.RunAsync(Checkout.Root, "new", "lesson", "--help");
        Assert.Equal(0, help.Code);
        Assert.Matches(@"Examples:\n  dotnet run --project tools/build -- new lesson masks\n", help.Output);
        Assert.Contains("--track <id>", help.Output);
        Assert.DoesNotContain("many-heads", help.Output);
        var version = await CourseBuild.RunAsync(Checkout.Root, "--version");
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\n$", version.Output);
    }

    [Fact]
    public void Readme_names_every_command()
    {
        var readme = File.ReadAllText(Path.Combine(Checkout.Root, "README.md"));
        var named = Regex.Matches(readme, @"^\| `([a-z-]+)", RegexOptions.Multiline).Select(static m => m.Groups[1].Value);
        Assert.Equal(BuildCommand.Create().Subcommands.Select(static c => c.Name).Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    private static IEnumerable<(string Path, Command Command)> All(Command command, string path = "")
    {
        yield return (path, command);
        foreach (var inner in command.Subcommands.SelectMany(c => All(c, $"{path} {c.Name}"))) yield return inner;
    }

    private static ImmutableArray<(string Arguments, string Meaning)> ExamplesOf(Command command)
    {
        var root = BuildCommand.Create();
        return ((HelpWithExamples)root.Options.OfType<System.CommandLine.Help.HelpOption>().Single().Action!).ExamplesOf(command);
    }

    private static string Section(string path, Command command)
    {
        var text = new StringBuilder();
        var arguments = string.Concat(command.Arguments.Select(static a => a.Arity.MinimumNumberOfValues == 0 ? $" [<{a.HelpName ?? a.Name}>]" : $" <{a.HelpName ?? a.Name}>"));
        text.Append(CultureInfo.InvariantCulture, $"\n## `course{path}{arguments}`\n\n{command.Description!.Trim().ReplaceLineEndings("\n")}\n");
        var rows = command.Arguments.Where(static a => !a.Hidden).Select(static a => ($"<{a.HelpName ?? a.Name}>", a.Description))
            .Concat(command.Options.Where(static o => !o.Hidden && o is not System.CommandLine.Help.HelpOption and not VersionOption).Select(static o => (Shown(o), o.Description)))
            .ToList();
        if (rows.Count > 0) text.Append("\n| | |\n| --- | --- |\n");
        foreach (var (name, meaning) in rows) text.Append(CultureInfo.InvariantCulture, $"| `{name}` | {Cell(meaning!)} |\n");
        var examples = ExamplesOf(command);
        if (!examples.IsEmpty) text.Append("\n```sh\n").AppendJoin('\n', examples.Select(static e => $"# {e.Meaning}\n" + $"course {e.Arguments}".TrimEnd())).Append("\n```\n");
        return text.ToString();
    }

    private static string Shown(Option option) =>
        string.Join(", ", option.Aliases.Order(StringComparer.Ordinal).Append(option.Name)) + (option.ValueType == typeof(bool) ? "" : $" <{option.HelpName ?? option.Name.TrimStart('-')}>");

    private static string Cell(string words) => words.ReplaceLineEndings(" ").Replace("|", @"\|", StringComparison.Ordinal).Replace("<", @"\<", StringComparison.Ordinal);
}
