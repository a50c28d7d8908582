using System.Collections.Immutable;
using Course.Analyzers;
using Course.Check.Input;

namespace Course.Checking.Tests;

/// <summary>Checks code with the references that the tool carries.</summary>
internal static class Check
{
    public static Checker Checker { get; } = new(References.Load());

    public static CheckOptions English { get; } = new(Language.English);

    public static CheckOptions Korean { get; } = new(Language.Korean);

    /// <summary>What is found does not depend on how busy the machine is; only tests of time set the real limit.</summary>
    private static TimeSpan Patient { get; } = TimeSpan.FromSeconds(30);

    public static string Root { get; } = FindRoot();

    /// <summary>The first check of a process compiles the compiler, which takes longer than checking may.</summary>
    private static readonly Lazy<Task> Warm = new(() => Checker.CheckAsync([new("warm.cs", "using var scope = TorchSharp.torch.NewDisposeScope();")], new(Language.Korean)));

    public static async Task<CheckReport> Run(string code, CheckOptions? options = null, TimeSpan? timeLimit = null)
    {
        await Warm.Value;
        return await CheckThread.RunAsync(Checker, [new SubmittedText("lesson.cs", code)], options ?? English, timeLimit ?? Patient, CancellationToken.None);
    }

    /// <summary>The findings that code must draw, one a line: weight, id, line, and the marked characters.</summary>
    public static async Task Draws(string code, params string[] due)
    {
        var report = await Run(code);
        Assert.Null(report.Refusal);
        Assert.Equal(due, report.Shown.Select(finding =>
            $"{finding.Weight} {finding.Id} {finding.Place.Line}: {code.Substring(finding.Place.Start, finding.Place.Length).Split('\n')[0]}"));
    }

    private static string FindRoot()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "Course.sln"))) folder = Path.GetDirectoryName(folder)!;
        return folder;
    }
}
