using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Course.Browser.Tests.Serving;

/// <summary>
/// The Firefox that the machine has, unpatched, with one window. It is spoken to as it offers itself, by WebDriver BiDi
/// (w3c.github.io/webdriver-bidi); keys and clicks come to the page as a user's do.
/// </summary>
internal sealed partial class Firefox : IAsyncDisposable
{
    private static readonly string[] Places = ["/usr/bin/firefox-esr", "/usr/bin/firefox"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <summary>What a new profile would otherwise fetch or show by itself.</summary>
    private const string Preferences = """
        user_pref("services.settings.server", "data:,none");
        user_pref("app.normandy.enabled", false);
        user_pref("browser.aboutwelcome.enabled", false);
        user_pref("network.captive-portal-service.enabled", false);
        user_pref("network.connectivity-service.enabled", false);
        """;

    private readonly string _profile = Directory.CreateTempSubdirectory("course-firefox-").FullName;
    private readonly ClientWebSocket _socket = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonNode>> _asked = [];
    private Process? _process;
    private Task _listening = Task.CompletedTask;
    private string _window = "";
    private int _count;

    /// <summary>Errors that pages have written to the console or have not caught.</summary>
    public ConcurrentQueue<string> Errors { get; } = [];

    /// <summary>Its name and version.</summary>
    public string Version { get; private set; } = "";

    /// <summary>Starts it.</summary>
    /// <param name="script">A function that each page runs first.</param>
    public static async Task<Firefox> LaunchAsync(string script)
    {
        var found = Places.FirstOrDefault(File.Exists);
        Assert.True(found is not null, $"No browser at {string.Join(" or ", Places)}. Run `sh tools/setup-debian.sh`, which installs Debian's firefox-esr.");
        var firefox = new Firefox();
        await firefox.StartAsync(found, script);
        return firefox;
    }

    /// <summary>Opens a page and waits until it is loaded.</summary>
    public Task OpenAsync(string address) => SendAsync("browsingContext.navigate", new() { ["context"] = _window, ["url"] = address, ["wait"] = "complete" });

    /// <summary>Loads the page again.</summary>
    public Task ReloadAsync() => SendAsync("browsingContext.reload", new() { ["context"] = _window, ["wait"] = "complete" });

    /// <summary>The value of an expression in the page, a promise's when it is kept.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var answer = await SendAsync("script.evaluate", new()
        {
            ["expression"] = $"(async () => JSON.stringify(await ({expression})))()",
            ["target"] = new JsonObject { ["context"] = _window },
            ["awaitPromise"] = true,
        });
        Assert.True((string?)answer["type"] == "success", $"{expression}: {answer["exceptionDetails"]?["text"]}");
        return JsonSerializer.Deserialize<T>((string?)answer["result"]!["value"] ?? "null")!;
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public async Task UntilAsync(string expression)
    {
        var began = Stopwatch.GetTimestamp();
        while (!await EvaluateAsync<bool>(expression))
        {
            Assert.True(Stopwatch.GetElapsedTime(began) < Patience, $"It never became true: {expression}\n{await EvaluateAsync<string>("document.querySelector('main').innerText")}");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Clicks the element that an expression gives, as soon as it is there.</summary>
    public async Task ClickAsync(string element)
    {
        await UntilAsync($"!!({element})");
        var at = await EvaluateAsync<double[]>($$"""
            (element => { element.scrollIntoView({ block: "center", behavior: "instant" }); const { x, y, width, height } = element.getBoundingClientRect(); return [x + width / 2, y + height / 2]; })({{element}})
            """);
        await ActAsync("pointer", [
            new() { ["type"] = "pointerMove", ["x"] = (int)at[0], ["y"] = (int)at[1] },
            new() { ["type"] = "pointerDown", ["button"] = 0 }, new() { ["type"] = "pointerUp", ["button"] = 0 },
        ]);
    }

    /// <summary>Presses keys one after another; what has no letter is named by its code in WebDriver (w3.org/TR/webdriver2, "Keyboard actions").</summary>
    public Task TypeAsync(string text) => ActAsync("key", [.. text.SelectMany(static key => new JsonObject[]
    {
        new() { ["type"] = "keyDown", ["value"] = key.ToString() }, new() { ["type"] = "keyUp", ["value"] = key.ToString() },
    })]);

    public async ValueTask DisposeAsync()
    {
        if (_process is { HasExited: false })
        {
            try
            {
                await SendAsync("browser.close", []);
                await _process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromSeconds(10)).Token);
            }
            catch (Exception e) when (e is WebSocketException or OperationCanceledException or TimeoutException)
            {
                _process.Kill(entireProcessTree: true);
                await _process.WaitForExitAsync(CancellationToken.None);
            }
        }

        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _process?.Dispose();
        _socket.Dispose();
        _sending.Dispose();
        Directory.Delete(_profile, recursive: true);
    }

    private async Task StartAsync(string program, string script)
    {
        await File.WriteAllTextAsync(Path.Combine(_profile, "user.js"), Preferences);
        var start = new ProcessStartInfo(program, ["--headless", "--no-remote", "--profile", _profile, "--remote-debugging-port=0", "--width=1280", "--height=800", "about:blank"]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["MOZ_CRASHREPORTER_DISABLE"] = "1";
        _process = Process.Start(start)!;
        var address = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.ErrorDataReceived += (_, line) => { if (Listening().Match(line.Data ?? "") is { Success: true } match) address.TrySetResult(match.Groups[1].Value); };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
        await _socket.ConnectAsync(new(await address.Task.WaitAsync(Patience) + "/session"), CancellationToken.None);
        _listening = Task.Run(ListenAsync);

        var capabilities = (await SendAsync("session.new", new() { ["capabilities"] = new JsonObject() }))["capabilities"]!;
        Version = $"{capabilities["browserName"]} {capabilities["browserVersion"]}";
        await SendAsync("session.subscribe", new() { ["events"] = new JsonArray("log.entryAdded") });
        await SendAsync("script.addPreloadScript", new() { ["functionDeclaration"] = script });
        _window = (string)(await SendAsync("browsingContext.getTree", []))["contexts"]![0]!["context"]!;
    }

    private async Task ActAsync(string device, JsonObject[] actions) => await SendAsync("input.performActions", new()
    {
        ["context"] = _window, ["actions"] = new JsonArray(new JsonObject { ["type"] = device, ["id"] = device, ["actions"] = new JsonArray([.. actions]) }),
    });

    private async Task<JsonNode> SendAsync(string method, JsonObject parameters)
    {
        var id = Interlocked.Increment(ref _count);
        var asked = _asked[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters }), WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }

        var answer = await asked.Task.WaitAsync(Patience);
        Assert.True((string?)answer["type"] == "success", $"{method}: {answer["message"]}");
        return answer["result"]!;
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[64 * 1024];
        using var message = new MemoryStream();
        while (_socket.State == WebSocketState.Open)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage) continue;
            if (part.MessageType == WebSocketMessageType.Text) Hear(JsonNode.Parse(message.GetBuffer().AsSpan(0, (int)message.Length))!);
            message.SetLength(0);
        }
    }

    private void Hear(JsonNode told)
    {
        if (told["id"] is { } id && _asked.TryRemove((int)id, out var asked)) asked.SetResult(told);
        else if ((string?)told["method"] == "log.entryAdded" && (string?)told["params"]!["level"] == "error") Errors.Enqueue((string?)told["params"]!["text"] ?? told.ToJsonString());
    }

    [GeneratedRegex(@"WebDriver BiDi listening on (ws://\S+)")]
    private static partial Regex Listening();
}
