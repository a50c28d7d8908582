using System.Diagnostics;
using System.Globalization;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Reporting;

namespace Course.Benchmarks;

/// <summary>
/// Rendering with fresh records, beside the anchor in the same run. The build tool is published ahead-of-time compiled (ReadyToRun), as it would
/// be installed; both programs start cold as processes.
/// </summary>
internal static class RenderBenchmark
{
    private static readonly string[] Folders = ["src", "tools", "bench", "content"];

    private static readonly string Work = Path.Combine(Places.EngineRoot, "artifacts", "bench");

    public static void Run(int lessons, int runs)
    {
        var (tool, self) = (Publish("tools/build"), Publish("bench/Course.Benchmarks"));
        var root = Generate(lessons);
        var outputs = Path.Combine(Work, "out");
        Delete(outputs);
        Line($"{lessons} lessons, {lessons * 2} lesson pages; {Environment.ProcessorCount} cores; median of {runs} cold processes");
        Line($"  everything written anew      {Measured.Median(runs, run => (Path.Combine(tool, "course-build"), ["--root", root, "--output", Path.Combine(outputs, Text($"site-{run}")), "--quiet"]))}");
        Line($"  nothing changed              {Measured.Median(runs, _ => (Path.Combine(tool, "course-build"), ["--root", root, "--output", Path.Combine(outputs, "site-0"), "--quiet"]))}");
        Line($"  anchor: Markdig, Scriban, writes {Measured.Median(runs, run => (Path.Combine(self, "Course.Benchmarks"), ["anchor", root, Path.Combine(outputs, Text($"anchor-{run}"))]))}");
        InProcess(root, lessons);
        Delete(outputs);
    }

    /// <summary>Builds again within one process, as an author's watch does.</summary>
    private static void InProcess(string root, int lessons)
    {
        var site = Path.Combine(Work, "out", "site-again");
        var pipeline = new BuildPipeline(new(root, site, Places.FindTheme(Places.EngineRoot), Frozen: false, Strict: false, Drafts: false, Json: false, Verbosity.Quiet));
        Build("first", pipeline);
        var same = Enumerable.Range(0, 5).Select(_ => Build(null, pipeline)).Order().ElementAt(2);
        Line($"  in-process, nothing changed  {same,7:F0} ms");
        var lesson = Directory.GetFiles(root, "ko.md", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ElementAt(lessons / 2);
        var edits = Enumerable.Range(0, 5).Select(i =>
        {
            File.AppendAllText(lesson, Text($"\n새 문장 {i}.\n"));
            return Build(null, pipeline);
        }).Order().ElementAt(2);
        Line($"  in-process, one lesson's prose {edits,5:F0} ms ({pipeline.PagesMade} pages made)");
    }

    private static double Build(string? name, BuildPipeline pipeline)
    {
        var started = Stopwatch.GetTimestamp();
        var report = pipeline.RunAsync(new SilentProgress(), CancellationToken.None).GetAwaiter().GetResult();
        var time = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        if (!report.Succeeded) throw new InvalidOperationException(report.Diagnostics[0].ToString());
        if (report.SnippetsRun > 0) throw new InvalidOperationException("A record was stale, so more than rendering was measured.");
        if (name is not null) Line($"  in-process, {name} build        {time,7:F0} ms ({string.Join(", ", report.Times.Select(static t => Text($"{t.Stage} {t.Time.TotalMilliseconds:F0}")))})");
        return time;
    }

    private static string Generate(int lessons)
    {
        var root = Path.Combine(Work, Text($"course-{lessons}"), "content");
        GeneratedCourse.Write(root, lessons);
        FreshRecords.Write(root);
        return root;
    }

    /// <summary>
    /// Publishes a project from a copy of the sources: ahead-of-time compilation restores for one platform, and that would
    /// rewrite the lock files of the checkout.
    /// </summary>
    private static string Publish(string project)
    {
        var (source, output) = (Path.Combine(Work, "source"), Path.Combine(Work, "tools", Path.GetFileName(project)));
        CopySources(source);
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "--use-current-runtime", "--no-self-contained", "-p:PublishReadyToRun=true", "-o", output, "--nologo", "-v", "quiet"])
        { WorkingDirectory = source, Environment = { ["CI"] = null } })!;
        publish.WaitForExit();
        if (publish.ExitCode != 0) throw new InvalidOperationException($"{project} could not be published.");
        return output;
    }

    private static void CopySources(string to)
    {
        // A file that has left the checkout would be compiled on.
        if (Directory.Exists(to)) Directory.Delete(to, recursive: true);
        foreach (var from in Folders.SelectMany(static folder => Directory.EnumerateFiles(Path.Combine(Places.EngineRoot, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.EnumerateFiles(Places.EngineRoot)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(Places.EngineRoot, from));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(from, target, overwrite: true);
        }
    }

    private static void Delete(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        if (Directory.Exists(folder + ".state")) Directory.Delete(folder + ".state", recursive: true);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(FormattableString text) => Console.WriteLine(Text(text));
}
