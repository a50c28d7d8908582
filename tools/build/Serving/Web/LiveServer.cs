using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Course.Build.Serving.Web;

/// <summary>The web server, on this machine's own addresses alone. Kestrel by itself: there is nothing here to route, inject or configure.</summary>
internal sealed class LiveServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly KestrelServer _kestrel;
    private readonly CancellationTokenSource _ending;

    private LiveServer(KestrelServer kestrel, CancellationTokenSource ending, int port) => (_kestrel, _ending, Port) = (kestrel, ending, port);

    /// <summary>The port that it listens on.</summary>
    public int Port { get; }

    /// <summary>Starts listening.</summary>
    /// <param name="port">The port; 0 takes one that is free.</param>
    /// <param name="answers">Makes what answers, given what is cancelled at the end.</param>
    /// <returns>The server, or null where the port is taken.</returns>
    public static async Task<LiveServer?> StartAsync(int port, Func<CancellationToken, Answers> answers)
    {
        if (port == 0) port = FreePort();
        var options = new KestrelServerOptions { AddServerHeader = false };
        options.Limits.MaxRequestBodySize = 0;
        options.Listen(IPAddress.Loopback, port);
        if (HasIPv6()) options.Listen(IPAddress.IPv6Loopback, port);
        var kestrel = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        var ending = new CancellationTokenSource();
        try
        {
            await kestrel.StartAsync(new Application(answers(ending.Token)), CancellationToken.None);
            return new(kestrel, ending, port);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            kestrel.Dispose();
            ending.Dispose();
            return null;
        }
    }

    /// <summary>Ends the streams, lets answers that are on their way arrive, and stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        using var patience = new CancellationTokenSource(Patience);
        await _kestrel.StopAsync(patience.Token);
        _kestrel.Dispose();
        _ending.Dispose();
    }

    private static int FreePort()
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        probe.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)probe.LocalEndPoint!).Port;
    }

    /// <summary>Containers often have the protocol and no address.</summary>
    private static bool HasIPv6()
    {
        if (!Socket.OSSupportsIPv6) return false;
        try
        {
            using var probe = new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp);
            probe.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private sealed class Application(Answers answers) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => answers.AnswerAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
