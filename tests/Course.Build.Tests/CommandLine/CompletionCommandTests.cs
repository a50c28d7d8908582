using System.Diagnostics;

namespace Course.Build.Tests.CommandLine;

/// <summary>The completion scripts, in the shells themselves.</summary>
public sealed class CompletionCommandTests
{
    private const string Bash = """
        source <(dotnet exec "$TOOL" completion bash)
        complete -p course >/dev/null || exit 3
        try() {
          COMP_LINE="$1"; COMP_POINT=${#COMP_LINE}
          read -ra COMP_WORDS <<<"$1"
          [[ "$1" == *" " ]] && COMP_WORDS+=("")
          COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
          COMPREPLY=()
          _course_complete
          echo "$1|${COMPREPLY[*]}"
        }
        try "course new lesson th"
        try "course new lesson "
        try "course new "
        try "course st"
        try "course sync f"
        try "course --verbosity "
        try "course completion z"
        try "course new lesson x --track o"
        try "course nonsense "
        """;

    [Fact]
    public async Task Bash_completes_commands_options_and_ids_of_planned_lessons()
    {
        if (!OperatingSystem.IsLinux()) Assert.Skip("Asks the bash of Linux.");
        using var course = PlannedCourse();
        var answers = (await RunAsync("bash", course, "-c", Bash)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(static l => l.Split('|')).ToDictionary(static l => l[0], static l => l[1]);
        Assert.Equal("the-third", answers["course new lesson th"]);
        Assert.Equal("again the-third -h --help --number --root --source --title --track", Sorted(answers["course new lesson "]));
        Assert.Equal("lesson rule-page track -h --help", Sorted(answers["course new "]));
        Assert.Equal("first", answers["course sync f"]);
        Assert.Equal("status", answers["course st"]);
        Assert.Contains("Quiet", answers["course --verbosity "]);
        Assert.Equal("zsh", answers["course completion z"]);
        Assert.Equal("one", answers["course new lesson x --track o"]);
        Assert.DoesNotContain("rror", answers["course nonsense "]);

        static string Sorted(string words) => string.Join(' ', words.Split(' ', '\n').OrderBy(static w => w.TrimStart('-') == w ? 0 : w.StartsWith("--", StringComparison.Ordinal) ? 2 : 1).ThenBy(static w => w, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fish_completes_ids()
    {
        if (!File.Exists("/usr/bin/fish")) Assert.Skip("There is no fish here.");
        using var course = PlannedCourse();
        var output = await RunAsync("fish", course, "-c", "dotnet exec $TOOL completion fish | source; complete -C 'course new lesson th'");
        Assert.Contains("the-third", output.Split('\n', '\t'));
    }

    [Fact]
    public async Task Each_script_defines_the_command_and_another_shell_is_wrong_usage()
    {
        foreach (var shell in new[] { "bash", "zsh", "fish", "pwsh" })
        {
            var ended = await CourseBuild.RunAsync(Checkout.Root, "completion", shell);
            Assert.True(ended.Code == 0, ended.ToString());
            Assert.Contains($"dotnet exec '{CourseBuild.Tool(Checkout.Root)}'", ended.Output);
            Assert.DoesNotContain("{{", ended.Output);
        }

        var unknown = await CourseBuild.RunAsync(Checkout.Root, "completion", "tcsh");
        Assert.Equal(2, unknown.Code);
        Assert.Contains("'fish'", unknown.Error);
    }

    private static TinyCourse PlannedCourse()
    {
        var course = new TinyCourse();
        File.AppendAllText(course.Folder["content/course.yaml"], """
            plan:
              - id: one
                title: { en: One, ko: 하나 }
                lessons:
                  - { id: first, title: { en: First, ko: 첫째 } }
                  - { id: again, title: { en: Again, ko: 다시 } }
                  - { id: the-third, title: { en: Third, ko: 셋째 } }

            """);
        return course;
    }

    private static async Task<string> RunAsync(string shell, TinyCourse course, params string[] arguments)
    {
        var start = new ProcessStartInfo(shell, arguments) { WorkingDirectory = course.Folder.Root, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TOOL"] = CourseBuild.Tool(Checkout.Root);
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        var output = await process.StandardOutput.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        Assert.True(process.ExitCode == 0, $"{process.ExitCode}\n{output}\n{await error}");
        return output;
    }
}
