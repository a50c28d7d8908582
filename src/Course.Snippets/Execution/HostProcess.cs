using System.Diagnostics;
using System.IO.Pipes;

namespace Course.Snippets.Execution;

/// <summary>One snippet host: its process, the pipe to it and its folder.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private const string MarkName = "COURSE_SNIPPET_HOST";

    // What a lesson may see of the environment: enough to run .NET, nothing that differs from one machine's build to another's
    // without need, and no credential that a CI job carries.
    private static readonly string[] PassedVariables =
    [
        "PATH", "HOME", "USERPROFILE", "SystemRoot", "SystemDrive", "XDG_CACHE_HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH",
        "DOTNET_ROOT", "DOTNET_ROOT_X64", "DOTNET_ROOT_ARM64", "DOTNET_HOST_PATH", "DOTNET_ROLL_FORWARD",
    ];

    private readonly NamedPipeServerStream _pipe;
    private readonly Process _process;
    private readonly string _folder;
    private bool _disposed;

    private HostProcess(NamedPipeServerStream pipe, Process process, string folder, string mark)
    {
        (_pipe, _process, _folder) = (pipe, process, folder);
        Tree = new ProcessTree(process, MarkName + "=" + mark);
    }

    /// <summary>The process and all that it starts.</summary>
    internal ProcessTree Tree { get; }

    /// <summary>The session's working directory, empty at first.</summary>
    internal string WorkingDirectory => Path.Combine(_folder, "work");

    /// <summary>The messages from the host.</summary>
    internal Stream Messages => _pipe;

    /// <summary>What the host said when it was ready.</summary>
    internal HostVersions Versions { get; private set; } = new("", "", "");

    /// <summary>Whether the process runs.</summary>
    internal bool IsAlive => !_process.HasExited;

    /// <summary>Starts a host and waits until it is ready.</summary>
    /// <exception cref="HostStartException">It exited or took too long; the message says what it printed.</exception>
    internal static async Task<HostProcess> StartAsync(RunnerOptions options, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("course-session-").FullName;
        var mark = Guid.NewGuid().ToString("N");
        var name = OperatingSystem.IsWindows() ? "course-" + mark : Path.Combine(folder, "pipe");
        NamedPipeServerStream? pipe = null;
        HostProcess? host = null;
        try
        {
            Directory.CreateDirectory(Path.Combine(folder, "work"));
            Directory.CreateDirectory(Path.Combine(folder, "tmp"));
            pipe = new NamedPipeServerStream(
                name, PipeDirection.InOut, 1, PipeTransmissionMode.Byte, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
            host = new HostProcess(pipe, Start(options, name, folder, mark), folder, mark);
            await host.WaitUntilReadyAsync(options, cancellation).ConfigureAwait(false);
            return host;
        }
        catch
        {
            if (host is not null)
            {
                await host.DisposeAsync().ConfigureAwait(false);
            }
            else
            {
                pipe?.Dispose();
                Directory.Delete(folder, recursive: true);
            }

            throw;
        }
    }

    /// <summary>Sends the session.</summary>
    internal ValueTask SendAsync(JobMessage job, CancellationToken cancellation) =>
        _pipe.WriteAsync(HostProtocol.Encode(job), cancellation);

    /// <summary>Waits for the process to be gone.</summary>
    /// <returns>Its exit code, 128 and the signal where a signal ended it; null where it is not gone in time.</returns>
    internal async Task<int?> WaitForExitAsync(TimeSpan limit)
    {
        using var timer = new CancellationTokenSource(limit);
        try
        {
            await _process.WaitForExitAsync(timer.Token).ConfigureAwait(false);
            return _process.ExitCode;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    /// <summary>How much native code has written to the standard streams, in bytes.</summary>
    internal long NativeLength() => NativeLength(isError: false) + NativeLength(isError: true);

    /// <summary>The rest of what was written to a standard stream, from an offset; at most 64 KiB.</summary>
    internal string ReadNative(bool isError, long from)
    {
        var path = NativePath(isError);
        if (!File.Exists(path)) return "";
        using var file = File.OpenHandle(path, share: FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[64 * 1024];
        return System.Text.Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, from));
    }

    /// <summary>Kills whatever still runs and removes the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        Tree.Kill();
        await WaitForExitAsync(TimeSpan.FromSeconds(5)).ConfigureAwait(false);
        await _pipe.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A snippet may have made a folder unreadable. It lies among the system's temporary files, which clears it away.
        }
    }

    private string NativePath(bool isError) => Path.Combine(_folder, isError ? "native.err" : "native.out");

    private long NativeLength(bool isError) => new FileInfo(NativePath(isError)) is { Exists: true } file ? file.Length : 0;

    private static Process Start(RunnerOptions options, string pipe, string folder, string mark)
    {
        var start = new ProcessStartInfo(DotnetPath())
        {
            ArgumentList = { "exec", options.HostPath, pipe, folder },
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
            WorkingDirectory = folder,
        };
        var passed = PassedVariables.Select(static name => (name, value: Environment.GetEnvironmentVariable(name))).ToArray();
        start.Environment.Clear();
        foreach (var (name, value) in passed)
        {
            if (value is not null) start.Environment[name] = value;
        }

        var temporary = Path.Combine(folder, "tmp");
        foreach (var name in (string[])["TMPDIR", "TEMP", "TMP"]) start.Environment[name] = temporary;
        start.Environment["TZ"] = "UTC";
        start.Environment["LANG"] = "C.UTF-8";
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment["MKL_NUM_THREADS"] = "1";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        // TorchSharp passes the handle of a temporary (a Scalar, say) to native code and forgets the object. Optimised code lets the
        // collector free it during the call, which then reads garbage: once in some hundred runs of a training loop. In
        // code that is never optimised, arguments live until their method ends. Native code does the work, so it costs little.
        start.Environment["DOTNET_TC_CallCounting"] = "0";
        start.Environment["DOTNET_TC_OnStackReplacement"] = "0";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment[MarkName] = mark;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return process;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new HostStartException($"'{start.FileName}' cannot be started: {e.Message}", e);
        }
    }

    // The build is itself run by dotnet, as a rule; a build with an executable of its own finds dotnet as a shell would.
    private static string DotnetPath() =>
        Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path
        : Environment.ProcessPath is { } own && Path.GetFileNameWithoutExtension(own) == "dotnet" ? own
        : "dotnet";

    private async Task WaitUntilReadyAsync(RunnerOptions options, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(options.ReadyLimit);
        using var exit = CancellationTokenSource.CreateLinkedTokenSource(limit.Token);
        _ = _process.WaitForExitAsync(limit.Token).ContinueWith(
            t => { if (t.IsCompletedSuccessfully) exit.Cancel(); }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await _pipe.WaitForConnectionAsync(exit.Token).ConfigureAwait(false);
            if (await HostProtocol.ReadAsync(_pipe, limit.Token).ConfigureAwait(false) is ReadyMessage ready)
            {
                Versions = new HostVersions(ready.Framework, ready.TorchSharp, ready.LibTorch);
                return;
            }

            await WaitForExitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // Told apart below: it exited, or it took too long.
        }

        var exited = !IsAlive;
        Tree.Kill();
        await WaitForExitAsync(TimeSpan.FromSeconds(1)).ConfigureAwait(false);
        var printed = await _process.StandardError.ReadToEndAsync(cancellation).ConfigureAwait(false)
            + await _process.StandardOutput.ReadToEndAsync(cancellation).ConfigureAwait(false)
            + ReadNative(isError: true, 0) + ReadNative(isError: false, 0);
        throw new HostStartException(
            (exited ? FormattableString.Invariant($"It exited with code {_process.ExitCode}") : FormattableString.Invariant($"It was not ready within {options.ReadyLimit.TotalSeconds:0.#} s"))
            + (printed.Trim() is { Length: > 0 } text ? " and printed: " + Printed.Gist(text) : "."), null);
    }
}

/// <summary>A host did not get ready.</summary>
internal sealed class HostStartException(string message, Exception? inner) : Exception(message, inner);
