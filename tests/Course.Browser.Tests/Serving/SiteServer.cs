using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Course.Browser.Tests.Serving;

/// <summary>
/// Serves a folder below <c>/course/</c>, as a host of many projects does, with the strictest content security policy that the
/// pages claim to live with: a link that forgets the sub-path, an inline style, or a script does not work here.
/// </summary>
internal sealed class SiteServer : IDisposable
{
    public const string Policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'";

    private readonly HttpListener _listener = new();
    private readonly string _folder;
    private readonly ConcurrentDictionary<string, string> _pages = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _held = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<HttpListenerContext> _waiting = [];

    public SiteServer(string folder)
    {
        _folder = folder;
        Origin = $"http://127.0.0.1:{FreePort()}";
        _listener.Prefixes.Add(Origin + "/");
        _listener.Start();
        _ = ServeAsync();
    }

    /// <summary>The compressed twins that are sent in place of files, where they are there and the browser reads them: <c>br</c>, <c>gzip</c>, the preferred one first.</summary>
    public IReadOnlyList<string> Encodings { get; init; } = [];

    /// <summary>Whether files under <c>assets/</c> say that they never change, as docs/publishing.md asks of hosts.</summary>
    public bool KeepsAssets { get; init; }

    /// <summary>The way that answers take; null sends them as fast as they go.</summary>
    public NetworkLine? Line { get; init; }

    /// <summary>Scheme, host and port.</summary>
    public string Origin { get; }

    /// <summary>The full address of a path of the site.</summary>
    public string this[string path] => $"{Origin}/course/{path}";

    /// <summary>Serves a page that the site does not have, for tests that test the tests.</summary>
    public string Add(string path, string html)
    {
        _pages[path] = html;
        return this[path];
    }

    /// <summary>From now on a path is not answered.</summary>
    public void Hold(string path) => _held[path] = true;

    /// <summary>A path that was held is answered as before; who waited is sent away.</summary>
    public void Release(string path)
    {
        if (!_held.TryRemove(path, out _)) return;
        while (_waiting.TryTake(out var context)) context.Response.Abort();
    }

    public void Dispose() => _listener.Close();

    private async Task ServeAsync()
    {
        while (_listener.IsListening)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
            {
                // The browser went away, or the tests are over.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            if (Begin(context) is not { } bytes) return;
            if (Line is null) await context.Response.OutputStream.WriteAsync(bytes);
            else await Line.SendAsync(context, bytes);
            context.Response.Close();
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or IOException)
        {
            // The browser went away, or the tests are over.
        }
    }

    /// <summary>Writes the head of an answer; null where there is no body to follow, or the path is held.</summary>
    private byte[]? Begin(HttpListenerContext context)
    {
        var path = Uri.UnescapeDataString(context.Request.Url!.AbsolutePath);
        if (path.StartsWith("/course/", StringComparison.Ordinal) && _held.ContainsKey(path["/course/".Length..]))
        {
            _waiting.Add(context);
            return null;
        }

        var response = context.Response;
        response.Headers["Content-Security-Policy"] = Policy;
        var (type, bytes) = path.StartsWith("/course/", StringComparison.Ordinal) ? Find(path["/course/".Length..]) : default;
        response.StatusCode = bytes is null ? 404 : 200;
        if (bytes is null)
        {
            response.Close();
            return null;
        }

        response.ContentType = type;
        if (KeepsAssets) response.Headers["Cache-Control"] = path.StartsWith("/course/assets/", StringComparison.Ordinal) ? "public, max-age=31536000, immutable" : "no-cache";
        foreach (var encoding in Encodings)
        {
            if (context.Request.Headers["Accept-Encoding"]?.Contains(encoding, StringComparison.Ordinal) != true) continue;
            if (Find(path["/course/".Length..] + (path.EndsWith('/') ? "index.html." : ".") + (encoding == "br" ? "br" : "gz")).Bytes is not { } twin) continue;
            response.Headers["Content-Encoding"] = encoding;
            bytes = twin;
            break;
        }

        response.ContentLength64 = bytes.Length;
        return bytes;
    }

    private (string Type, byte[]? Bytes) Find(string path)
    {
        if (_pages.TryGetValue(path, out var page)) return ("text/html; charset=utf-8", System.Text.Encoding.UTF8.GetBytes(page));
        var file = Path.Combine(_folder, path.Length == 0 || path.EndsWith('/') ? path + "index.html" : path);
        if (!File.Exists(file)) return default;
        return (Path.GetExtension(file) switch
        {
            ".html" => "text/html; charset=utf-8",
            ".css" => "text/css; charset=utf-8",
            ".js" => "text/javascript; charset=utf-8",
            ".json" => "application/json",
            ".csv" => "text/csv; charset=utf-8",
            ".svg" => "image/svg+xml",
            ".wasm" => "application/wasm",
            ".png" => "image/png",
            ".webmanifest" => "application/manifest+json",
            _ => "application/octet-stream",
        }, File.ReadAllBytes(file));
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
