using System.Diagnostics;
using System.IO.Pipes;
using Course.Diagnostics;
using Course.Snippets.Execution;
using Course.Snippets.Records;
using static Course.Snippets.Tests.Execution.TestSessions;

namespace Course.Snippets.Tests.Execution;

/// <summary>Sessions that do what they should not, in processes that are killed for real.</summary>
[Collection(ProcessTests.Name)]
public sealed class HostileSessionTests
{
    public static TheoryData<string, string, string> Endings => new()
    {
        { "CO4003", "throw new Exception(\"plain\");", "Exception: plain" },
        { "CO4003", "await Task.Run(() => throw new InvalidDataException(\"in a task\"));", "InvalidDataException: in a task" },
        { "CO4003", "Task.Run(() => throw new InvalidDataException(\"waited\")).Wait();", "InvalidDataException: waited" },
        { "CO4004", "new Thread(() => throw new InvalidOperationException(\"elsewhere\")).Start();\nThread.Sleep(10_000);", "InvalidOperationException" },
        { "CO4007", "while (true) { }", "2 s" },
        { "CO4007", "Thread.Sleep(-1);", "2 s" },
        { "CO4007", "lock (typeof(string)) new Thread(() => { lock (typeof(string)) { } }).Start(); await Task.Delay(-1);", "2 s" },
        { "CO4008", "var all = new List<byte[]>(); while (true) { var b = new byte[16 << 20]; Array.Fill(b, (byte)1); all.Add(b); }", "MiB" },
        { "CO4008", "var all = new List<Tensor>(); while (true) all.Add(ones(4 << 20));", "MiB" },
        { "CO4009", "while (true) Console.WriteLine(\"again and again\");", "256 KiB" },
        { "CO4009", "Console.Write(new string('x', 300_000)); Thread.Sleep(10_000);", "256 KiB" },
        { "CO4009", "var o = Console.OpenStandardOutput(); while (true) o.Write(new byte[1000]);", "256 KiB" },
        { "CO4009", "for (var i = 0; ; i++) Show.Table(\"t\" + i, [\"x\"], [[1]]);", "50 tables" },
        { "CO4009", "for (var i = 0; ; i++) Show.Value(\"v\" + i, i);", "500 values" },
        { "CO4010", "unsafe { *(int*)0x10000000000 = 1; }", "AccessViolation" },
        { "CO4010", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern void abort(); abort();", "SIGABRT" },
        { "CO4010", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern nint strlen(nint text); strlen(8);", "SIGSEGV" },
        { "CO4016", "Process.GetCurrentProcess().Kill(); Thread.Sleep(5000);", "killed by something" },
        { "CO4011", "static int Deep(int n) => n + Deep(n + 1); Console.WriteLine(Deep(0));", "stack" },
        { "CO4012", "Environment.FailFast(\"enough\");", "enough" },
        { "CO4013", "Environment.Exit(0);", "exit code 0" },
        { "CO4013", "Environment.Exit(3);", "exit code 3" },
        { "CO4013", "[System.Runtime.InteropServices.DllImport(\"libc\")] static extern void _exit(int c); _exit(5);", "exit code 5" },
    };

    [Theory]
    [MemberData(nameof(Endings))]
    public async Task Every_bad_end_is_one_diagnostic_at_the_snippet_and_leaves_nothing(string id, string code, string words)
    {
        var folders = Folders();
        var clock = Stopwatch.StartNew();
        var run = await RunAsync(
            // What does not end by time is given enough of it: a busy machine takes seconds to fill a GiB.
            Session(S("fine", "Console.WriteLine(\"fine\");"), S("bad", code, seconds: id == "CO4007" ? 2 : 9), S("never", "")),
            Options with { MemoryLimit = 1L << 30 });

        var fault = Assert.Single(run.Diagnostics);
        TestContext.Current.TestOutputHelper!.WriteLine($"{fault.Location}: {fault.Id} {fault.Message} → {fault.Remedy}");
        Assert.True(fault.Id == id, $"{fault.Id}: {fault.Message}");
        Assert.Equal(Severity.Error, fault.Severity);
        Assert.Contains("'bad'", fault.Message);
        Assert.Contains(words, fault.Message);
        Assert.DoesNotContain("   at ", fault.Message);
        Assert.Equal("content/en.md", fault.Location.File);
        Assert.InRange(fault.Location.StartLine, Line(1) - 1, Line(1) + 1);
        Assert.NotEmpty(fault.Remedy);
        Assert.Equal(["fine"], run.Value.Snippets.Select(static s => s.Snippet));
        Assert.Equal(new TextOutput("fine\n", false), run.Value.Snippets[0].Outputs.Single());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(12), $"It took {clock.Elapsed}.");
        AssertNothingLeft(folders);
    }

    [Fact]
    public async Task A_time_limit_is_kept_within_a_second_and_takes_the_whole_tree_along()
    {
        var folders = Folders();
        // One child in the tree, one orphan by double fork in a session of its own, one that ignores polite signals.
        var run = await RunAsync(Session(S("spawn", """
            Process.Start("sh", ["-c", "sleep 987"]);
            Process.Start("sh", ["-c", "setsid sh -c 'setsid sleep 987 & setsid sleep 987 &' &"]);
            Process.Start("sh", ["-c", "trap '' TERM INT HUP; while true; do sleep 987; done"]);
            Thread.Sleep(300);
            Console.WriteLine("spawned");
            Thread.Sleep(-1);
            """, seconds: 1.5)));
        Assert.Equal("CO4007", Assert.Single(run.Diagnostics).Id);
        Assert.Equal("spawned\n", ((TextOutput)run.Value.Interrupted!.Outputs.Single()).Text);
        Assert.InRange(run.Value.Times.Running + run.Value.Times.Closing, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(2.5));
        Assert.DoesNotContain("sleep 987", CommandLines());
        AssertNothingLeft(folders);
    }

    [Fact]
    public async Task Children_left_behind_are_killed_and_named()
    {
        var run = await RunAsync(Session(S("spawn", "Process.Start(\"sh\", [\"-c\", \"setsid sleep 986 & sleep 986\"]); Thread.Sleep(300); Console.WriteLine(1);")));
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal(("CO4014", Severity.Warning), (fault.Id, fault.Severity));
        Assert.Contains("sleep", fault.Message);
        Assert.Single(run.Value.Snippets);
        Assert.DoesNotContain("sleep 986", CommandLines());
    }

    [Fact]
    public async Task The_memory_of_children_counts()
    {
        var run = await RunAsync(
            Session(S("child", "Process.Start(\"sh\", [\"-c\", \"head -c 2000000000 /dev/zero | tail\"]).WaitForExit();")),
            Options with { MemoryLimit = 1L << 30 });
        Assert.Equal("CO4008", Assert.Single(run.Diagnostics).Id);
    }

    [Fact]
    public async Task One_crash_does_not_touch_the_other_sessions()
    {
        await using var runner = new SessionRunner(Options);
        var good = Session(S("good", "Console.WriteLine(ones(2).sum().item<float>()); Thread.Sleep(300);"));
        var bad = Session(S("bad", "Environment.FailFast(\"x\");"));
        var runs = await runner.RunAllAsync([good, bad, good, bad, good], null, TestContext.Current.CancellationToken);
        Assert.Equal(["", "CO4012", "", "CO4012", ""], runs.Select(static r => string.Join(' ', r.Diagnostics.Select(static d => d.Id))));
        Assert.All(runs.Where(static (_, i) => i % 2 == 0), static r => Assert.Equal([new TextOutput("2\n", false)], r.Value.Snippets[0].Outputs));
    }

    [Fact]
    public async Task Printing_cannot_be_taken_for_a_message()
    {
        var run = await RunAsync(Session(S("forge", "var o = Console.OpenStandardOutput(); o.Write([1, 0, 0, 0, 12]); o.Flush(); Console.Write(\"\\0\\u0001still here\");")));
        Assert.Empty(run.Diagnostics);
        Assert.EndsWith("still here", ((TextOutput)run.Value.Snippets[0].Outputs.Single()).Text);
    }

    [Theory]
    [InlineData("/nowhere/snippet-host.dll")]
    [InlineData("self")]
    public async Task A_host_that_never_gets_ready_is_one_diagnostic_a_session(string path)
    {
        var folders = Folders();
        // The test's own assembly is a program too, but not a host: it is refused its arguments and exits.
        var host = path == "self" ? typeof(HostileSessionTests).Assembly.Location : path;
        var run = await RunAsync(Session(S("a", "")), new RunnerOptions(host) { ReadyLimit = TimeSpan.FromSeconds(8) });
        var fault = Assert.Single(run.Diagnostics);
        Assert.Equal(("CO4001", "content/en.md"), (fault.Id, fault.Location.File));
        Assert.Contains("'a'", fault.Message);
        AssertNothingLeft(folders);
    }

    [Fact]
    public async Task A_host_that_takes_too_long_is_given_up()
    {
        var clock = Stopwatch.StartNew();
        var run = await RunAsync(Session(S("a", "")), Options with { ReadyLimit = TimeSpan.FromMilliseconds(30) });
        Assert.Equal("CO4001", Assert.Single(run.Diagnostics).Id);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(3));
    }

    [Fact]
    public async Task A_host_whose_build_vanishes_ends_its_session_and_takes_its_folder_along()
    {
        var folder = Directory.CreateTempSubdirectory("course-session-").FullName;
        var name = Path.Combine(folder, "pipe");
        Directory.CreateDirectory(Path.Combine(folder, "work"));
        var pipe = new NamedPipeServerStream(name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["exec", HostPath, name, folder]))!;
        await pipe.WaitForConnectionAsync(TestContext.Current.CancellationToken);
        Assert.IsType<ReadyMessage>(await HostProtocol.ReadAsync(pipe, TestContext.Current.CancellationToken));
        var session = Session(S("a", "Process.Start(\"sleep\", \"984\"); Console.WriteLine(1); while (true) { }"));
        await pipe.WriteAsync(HostProtocol.Encode(new JobMessage([.. session.Assembly], [.. session.Symbols], 1, Path.Combine(folder, "work"))), TestContext.Current.CancellationToken);
        while (await HostProtocol.ReadAsync(pipe, TestContext.Current.CancellationToken) is not TextMessage)
        {
        }

        await pipe.DisposeAsync();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await process.WaitForExitAsync(limit.Token);
        Assert.False(Directory.Exists(folder));
        Assert.DoesNotContain("sleep 984", CommandLines());
    }

    [Fact]
    public async Task A_host_that_dies_while_idle_is_replaced()
    {
        await using var runner = new SessionRunner(Options with { Parallel = 1 });
        var before = Hosts();
        runner.Warm(1);
        await Task.Delay(2000, TestContext.Current.CancellationToken);
        foreach (var id in Hosts().Except(before))
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }

        await Task.Delay(100, TestContext.Current.CancellationToken);
        var run = await runner.RunAsync(Session(S("a", "Console.Write(1);")), TestContext.Current.CancellationToken);
        Assert.Empty(run.Diagnostics);
        Assert.Single(run.Value.Snippets);
    }

    [Fact]
    public async Task Cancelling_kills_running_and_waiting_hosts()
    {
        var folders = Folders();
        using var cancel = new CancellationTokenSource();
        var runner = new SessionRunner(Options);
        var endless = Session(S("a", "Process.Start(\"sleep\", \"985\"); while (true) { }", seconds: 60));
        var runs = Enumerable.Range(0, 4).Select(_ => runner.RunAsync(endless, cancel.Token)).ToArray();
        await Task.Delay(2500, TestContext.Current.CancellationToken);
        var clock = Stopwatch.StartNew();
        await cancel.CancelAsync();
        foreach (var run in runs) await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(2), $"It took {clock.Elapsed}.");
        await runner.DisposeAsync();
        Assert.DoesNotContain("sleep 985", CommandLines());
        AssertNothingLeft(folders);
    }

    private static void AssertNothingLeft(IReadOnlySet<string> before)
    {
        Assert.Empty(Folders().Except(before));
        var zombies = ProcessTable.Read().Where(static p => p.IsZombie && p.Parent == Environment.ProcessId);
        Assert.Empty(zombies);
        Assert.Empty(Hosts());
    }

    private static HashSet<string> Folders() => [.. Directory.GetDirectories(Path.GetTempPath(), "course-session-*")];

    private static HashSet<int> Hosts() =>
        [.. ProcessTable.Read().Where(static p => p.Parent == Environment.ProcessId && !p.IsZombie && CommandLine(p.Id).Contains("snippet-host.dll", StringComparison.Ordinal)).Select(static p => p.Id)];

    private static string CommandLines() => string.Join('\n', ProcessTable.Read().Where(static p => !p.IsZombie).Select(static p => CommandLine(p.Id)));

    private static string CommandLine(int id)
    {
        try
        {
            return File.ReadAllText($"/proc/{id}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return "";
        }
    }
}
