using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Course.Build.Serving.Web;

/// <summary>
/// Answers requests from memory: no address reaches the disk. Only this machine's own names are answered to, so that a page elsewhere
/// whose name is made to lead here (DNS rebinding) gets nothing.
/// </summary>
/// <param name="hub">Where the site is.</param>
/// <param name="states">Makes what browsers are told.</param>
/// <param name="ended">Cancelled when the server is to end: streams would keep it waiting.</param>
internal sealed class Answers(LiveHub hub, PageStates states, CancellationToken ended)
{
    /// <summary>The strictest policy that pages live with; the client's script is the only one.</summary>
    public const string Policy =
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors 'none'";

    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <summary>Answers one request.</summary>
    public async Task AnswerAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-cache";
        if (!IsOwnName(request.Host, context.Connection.LocalPort))
        {
            await TextAsync(context, StatusCodes.Status421MisdirectedRequest, "This server answers to localhost alone.");
        }
        else if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
        {
            headers.Allow = "GET, HEAD";
            await TextAsync(context, StatusCodes.Status405MethodNotAllowed, "Pages can only be read.");
        }
        else if (request.Path.Value is not { } path || path[0] != '/')
        {
            await TextAsync(context, StatusCodes.Status400BadRequest, "The address cannot be understood.");
        }
        else if (path == LiveClient.Events)
        {
            await StreamAsync(context);
        }
        else if (LiveClient.Files.TryGetValue(path, out var bytes))
        {
            await BytesAsync(context, ContentTypes.Of(path), bytes);
        }
        else
        {
            await PageAsync(context, path);
        }
    }

    private static bool IsOwnName(HostString host, int port) =>
        host.Host.ToLowerInvariant() is "localhost" or "127.0.0.1" or "[::1]" && (host.Port ?? 80) == port;

    private async Task PageAsync(HttpContext context, string path)
    {
        var (site, _) = await hub.LookAsync(context.RequestAborted);
        var page = ServedPage.Of(site, path);
        if (page.Status == StatusCodes.Status404NotFound && ServedPage.Of(site, path + "/") is { Status: StatusCodes.Status200OK })
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = new PathString(path + "/").ToUriComponent() + context.Request.QueryString;
            return;
        }

        var tag = $"\"{page.Version}\"";
        context.Response.Headers.ETag = tag;
        context.Response.StatusCode = page.Status;
        if (page.Status == StatusCodes.Status200OK && context.Request.Headers.IfNoneMatch == tag)
        {
            context.Response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        var bytes = page.IsHtml ? Encoding.UTF8.GetBytes(page.Html()) : page.File!.Bytes;
        await BytesAsync(context, ContentTypes.Of(page.File?.Path ?? ".html"), bytes);
    }

    private async Task StreamAsync(HttpContext context)
    {
        var (request, response) = (context.Request, context.Response);
        var path = Uri.UnescapeDataString(request.Query["page"].ToString());
        if (path is not ['/', ..])
        {
            await TextAsync(context, StatusCodes.Status400BadRequest, "Say which page is shown: ?page=/….");
            return;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ended, context.RequestAborted);
        response.ContentType = "text/event-stream; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(request.Method)) return;
        try
        {
            // A browser that was cut off says itself what it last got.
            var have = request.Headers["Last-Event-ID"] is [{ Length: > 0 } last] ? last : request.Query["have"].ToString();
            await TellAsync(response, path, have, stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The page was closed, or the server ends.
        }
    }

    private async Task TellAsync(HttpResponse response, string path, string? have, CancellationToken stop)
    {
        await response.WriteAsync("retry: 500\n\n", stop);
        byte[]? told = null;
        while (true)
        {
            var (site, next) = await hub.LookAsync(stop);
            var state = states.Of(site, path, have);
            var json = JsonSerializer.SerializeToUtf8Bytes(state, PageStateJson.Plain.PageState);
            if (state.Html is not null || told is null || !told.AsSpan().SequenceEqual(json))
            {
                have = state.Version;
                told = state.Html is null ? json : JsonSerializer.SerializeToUtf8Bytes(state with { Html = null }, PageStateJson.Plain.PageState);
                await response.WriteAsync($"id: {have}\nevent: state\ndata: ", stop);
                await response.BodyWriter.WriteAsync(json, stop);
                await response.WriteAsync("\n\n", stop);
            }

            while (await Task.WhenAny(next, Task.Delay(Heartbeat, stop)) != next)
            {
                stop.ThrowIfCancellationRequested();
                await response.WriteAsync(":\n\n", stop);
            }
        }
    }

    private static Task TextAsync(HttpContext context, int status, string text)
    {
        context.Response.StatusCode = status;
        return BytesAsync(context, "text/plain; charset=utf-8", Encoding.UTF8.GetBytes(text + "\n"));
    }

    private static async Task BytesAsync(HttpContext context, string type, ReadOnlyMemory<byte> bytes)
    {
        context.Response.ContentType = type;
        context.Response.ContentLength = bytes.Length;
        if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.BodyWriter.WriteAsync(bytes, context.RequestAborted);
    }
}
