using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Course.Build.Tests.CommandLine;

/// <summary>What a course-build process left behind.</summary>
internal sealed record Ended(int Code, string Output, string Error, TimeSpan Time)
{
    public override string ToString() => $"exit code {Code} after {Time.TotalSeconds:F1} s\n--- output\n{Output}\n--- error\n{Error}";
}

/// <summary>The real command line as a process of its own.</summary>
internal sealed class CourseBuild : IDisposable
{
    public const int SigInt = 2, SigKill = 9;
    private readonly Process _process;
    private readonly StringBuilder _output = new(), _error = new();
    private readonly long _started = Stopwatch.GetTimestamp();

    private CourseBuild(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, e) => Append(_output, e.Data);
        process.ErrorDataReceived += (_, e) => Append(_error, e.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    /// <summary>Starts it in a folder.</summary>
    public static CourseBuild Start(string folder, params string[] arguments) => Start(Tool(Checkout.Root), folder, arguments);

    /// <summary>Starts another copy of it.</summary>
    public static CourseBuild StartCopy(string tool, string folder, params string[] arguments) => Start(tool, folder, arguments);

    /// <summary>Runs it to its end with programs found in one folder alone.</summary>
    public static async Task<Ended> RunWithPathAsync(string path, string folder, params string[] arguments)
    {
        using var build = Start(Tool(Checkout.Root), folder, arguments, new Dictionary<string, string> { ["PATH"] = path });
        return await build.EndAsync(TimeSpan.FromSeconds(120));
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<Ended> RunAsync(string folder, params string[] arguments)
    {
        using var build = Start(folder, arguments);
        return await build.EndAsync(TimeSpan.FromSeconds(120));
    }

    /// <summary>Runs it to its end with variables of its environment set.</summary>
    public static async Task<Ended> RunAsync(IReadOnlyDictionary<string, string> environment, string folder, params string[] arguments)
    {
        using var build = Start(Tool(Checkout.Root), folder, arguments, environment);
        return await build.EndAsync(TimeSpan.FromSeconds(120));
    }

    /// <summary>Where an engine's build lies.</summary>
    public static string Tool(string engineRoot) => Path.Combine(engineRoot, "artifacts", "bin", "build", "debug", "course-build.dll");

    /// <summary>Runs another copy of it to its end, with the checker that a site has unless it is told otherwise.</summary>
    public static async Task<Ended> RunCopyWithCheckerAsync(string tool, string folder, params string[] arguments)
    {
        using var build = Start(tool, folder, arguments, hasChecker: true);
        return await build.EndAsync(TimeSpan.FromSeconds(120));
    }

    /// <summary>Waits for its end; a build that takes longer than it may fails the test.</summary>
    public async Task<Ended> EndAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(timer.Token);
        }
        catch (OperationCanceledException)
        {
            Signal(SigKill);
            Assert.Fail($"The build was not done within {limit.TotalSeconds} s:\n{_output}\n{_error}");
        }

        return new(_process.ExitCode, _output.ToString(), _error.ToString(), Stopwatch.GetElapsedTime(_started));
    }

    /// <summary>What it has said so far.</summary>
    public string Said
    {
        get
        {
            lock (_output) lock (_error) return _output.ToString() + _error;
        }
    }

    /// <summary>Whether it is done.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Sends it a signal.</summary>
    public void Signal(int signal) => Assert.Equal(0, Kill(_process.Id, signal));

    /// <summary>Kills a process that may be gone already.</summary>
    public static void Kill9(int process) => _ = Kill(process, SigKill);

    /// <summary>Waits until a snippet host of this build does what a test waits for.</summary>
    public async Task<List<int>> HostsAsync(Func<List<int>, bool> enough)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            var hosts = Hosts();
            if (enough(hosts)) return hosts;
            Assert.False(_process.HasExited, $"The build ended too early:\n{_output}\n{_error}");
            await Task.Delay(50);
        }

        throw new TimeoutException($"No host did what it should:\n{_output}\n{_error}");
    }

    /// <summary>Waits until what it has written to standard output is what a test waits for.</summary>
    public async Task<string> SaysAsync(Func<string, bool> enough)
    {
        for (var waited = 0; waited < 1200; waited++)
        {
            string said;
            lock (_output) said = _output.ToString();
            if (enough(said)) return said;
            Assert.False(_process.HasExited, $"The build ended too early:\n{_output}\n{_error}");
            await Task.Delay(25);
        }

        throw new TimeoutException($"It never said what it should:\n{_output}\n{_error}");
    }

    /// <summary>Ids of the hosts that this build has started.</summary>
    public List<int> Hosts() => [.. Processes().Where(p => p.Parent == _process.Id && p.Command.Contains("snippet-host.dll", StringComparison.Ordinal)).Select(static p => p.Id)];

    /// <summary>Which of some processes still run.</summary>
    public static List<int> Alive(IEnumerable<int> ids)
    {
        var running = Processes().Where(static p => p.State != 'Z').Select(static p => p.Id).ToHashSet();
        return [.. ids.Where(running.Contains)];
    }

    /// <summary>Running processes whose command line or working directory names something.</summary>
    public static List<int> Find(string words) => [.. Processes().Where(p => p.State != 'Z' && p.Command.Contains(words, StringComparison.Ordinal)).Select(static p => p.Id)];

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    private static CourseBuild Start(string tool, string folder, string[] arguments, IReadOnlyDictionary<string, string>? environment = null, bool hasChecker = false)
    {
        // To publish the checker takes a minute; the tests of that ask for it themselves.
        if (!hasChecker && arguments is [] or [['-', ..], ..] && !arguments.Any(static each => each is "--help" or "-h" or "--version")) arguments = ["--without-checker", .. arguments];
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet", ["exec", tool, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        // What the tests find must not depend on where they run.
        foreach (var name in (string[])["GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "GITHUB_WORKSPACE"]) start.Environment.Remove(name);
        foreach (var (name, value) in environment ?? new Dictionary<string, string>()) start.Environment[name] = value;
        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return new(process);
    }

    private static void Append(StringBuilder text, string? line)
    {
        if (line is not null) lock (text) text.Append(line).Append('\n');
    }

    private static IEnumerable<(int Id, int Parent, char State, string Command)> Processes()
    {
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), out var id)) continue;
            string stat, command;
            try
            {
                stat = File.ReadAllText(Path.Combine(folder, "stat"));
                command = File.ReadAllText(Path.Combine(folder, "cmdline")).Replace('\0', ' ');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                continue;
            }

            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            yield return (id, int.Parse(fields[1]), fields[0][0], command);
        }
    }

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
