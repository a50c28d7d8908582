using System.CommandLine;
using Course.Build.Outside;
using Course.Build.Reporting;
using Course.Build.Reporting.Reports;

namespace Course.Build.CommandLine;

/// <summary>The options that commands share, and where a command finds the course that they name.</summary>
internal static class CourseOptions
{
    /// <summary>The course root.</summary>
    public static Option<string?> Root { get; } = new("--root")
    {
        Description = "The course root: the folder that holds course.yaml. Default: content/, here or in a folder above.",
        HelpName = "folder",
    };

    /// <summary>The output folder.</summary>
    public static Option<string?> Output { get; } = new("--output", "-o")
    {
        Description = "Where the site goes. Default: artifacts/site beside the course root.",
        HelpName = "folder",
    };

    /// <summary>The folder with layouts, strings and styles.</summary>
    public static Option<string?> Theme { get; } = new("--site")
    {
        Description = "Layouts, strings and styles. Default: site/ beside the course root, else the engine's own.",
        HelpName = "folder",
    };

    /// <summary>Warnings are errors.</summary>
    public static Option<bool> Strict { get; } = new("--strict") { Description = "Treat warnings as errors." };

    /// <summary>The site has no checker.</summary>
    public static Option<bool> WithoutChecker { get; } = new("--without-checker")
    {
        Description = "Leave out what checks code in the page; pages say how to check it otherwise. Publishing it takes a minute whenever its sources changed.",
    };

    /// <summary>Files that reports are written to.</summary>
    public static Option<ReportFile[]> Report { get; } = new("--report")
    {
        Description = "Write a report to a file as well: junit=FILE, sarif=FILE, markdown=FILE or json=FILE. May be given several times.",
        HelpName = "format=file",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
        CustomParser = static result =>
        {
            var files = result.Tokens.Select(static token => (token.Value, File: ReportFile.Parse(token.Value))).ToList();
            foreach (var (text, _) in files.Where(static f => f.File is null)) result.AddError($"'{text}' is not a report: write it as junit=FILE, sarif=FILE, markdown=FILE or json=FILE.");
            return [.. files.Select(static f => f.File).OfType<ReportFile>()];
        },
    };

    /// <summary>The report is JSON.</summary>
    public static Option<bool> Json { get; } = new("--json") { Description = "Print the report as JSON and nothing else." };

    /// <summary>Diagnostics only.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print diagnostics only." };

    /// <summary>How much is said.</summary>
    public static Option<Verbosity> Verbosity { get; } = new("--verbosity", "-v")
    {
        Description = "quiet, normal, or detailed (also says why each session ran).",
        DefaultValueFactory = _ => Reporting.Verbosity.Normal,
        HelpName = "level",
    };

    /// <summary>What the shared options ask for; null, with the reason on standard error, where there is no such course.</summary>
    public static BuildSettings? Settings(ParseResult parsed)
    {
        var root = parsed.GetValue(Root) is { } given ? Path.GetFullPath(given) : Places.FindCourseRoot(Directory.GetCurrentDirectory());
        if (root is null)
        {
            Console.Error.WriteLine("There is no content/course.yaml here or in a folder above. Change to the course's folder, or name it with --root.");
            return null;
        }

        if (!Directory.Exists(root))
        {
            Console.Error.WriteLine($"There is no folder {root}. Name the folder that holds course.yaml with --root.");
            return null;
        }

        var beside = Path.GetDirectoryName(root) ?? root;
        return new(
            root,
            Path.GetFullPath(parsed.GetValue(Output) ?? Path.Combine(beside, "artifacts", "site")),
            parsed.GetValue(Theme) is { } theme ? Path.GetFullPath(theme) : Places.FindTheme(beside),
            Frozen: false, parsed.GetValue(Strict), Drafts: false, parsed.GetValue(Json),
            parsed.GetValue(Quiet) ? Reporting.Verbosity.Quiet : parsed.GetValue(Verbosity))
        {
            Reports = [.. parsed.GetValue(Report) ?? []],
        };
    }
}
