using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Course.Build.Tests.CommandLine;

/// <summary>A request that a server got.</summary>
internal sealed record Asked(string Method, string Path, string UserAgent, long At);

/// <summary>A web server on loopback that answers by path; it closes each connection after one answer.</summary>
internal sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<string, string, int, string> _answer;
    private readonly ConcurrentDictionary<string, int> _counts = new();

    /// <param name="answer">Method, path, and how often the path was asked before: status line and headers, or nothing: silence.</param>
    public LoopbackServer(Func<string, string, int, string> answer)
    {
        _answer = answer;
        _listener.Start();
        _ = AcceptAsync();
    }

    public string Home => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";

    public ConcurrentQueue<Asked> Requests { get; } = new();

    public void Dispose()
    {
        _stop.Cancel();
        _listener.Dispose();
        _stop.Dispose();
    }

    /// <summary>An address at which nobody listens.</summary>
    public static string Nobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var connection = client;
        try
        {
            await using var stream = connection.GetStream();
            using var reader = new StreamReader(stream, Encoding.ASCII);
            var first = (await reader.ReadLineAsync(_stop.Token) ?? "").Split(' ');
            var agent = "";
            while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            {
                if (line.StartsWith("User-Agent: ", StringComparison.OrdinalIgnoreCase)) agent = line[12..];
            }

            var before = _counts.AddOrUpdate(first[1], 1, static (_, n) => n + 1) - 1;
            Requests.Enqueue(new(first[0], first[1], agent, Stopwatch.GetTimestamp()));
            var answer = _answer(first[0], first[1], before);
            if (answer.Length == 0) await Task.Delay(-1, _stop.Token);
            await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), _stop.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or IOException)
        {
            // The test is over, or the asker has gone.
        }
    }
}
