using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Course.Browser.Tests.Serving;

/// <summary>
/// The way from a server to a browser: all answers share its width, each waits a round trip, and a connection that is new waits another one.
/// What it does not have: losses, the slow start of connections, and the round trips of TLS.
/// </summary>
/// <param name="bitsPerSecond">Its width.</param>
/// <param name="roundTrip">There and back.</param>
internal sealed class NetworkLine(double bitsPerSecond, TimeSpan roundTrip)
{
    private const int Piece = 8 * 1024;

    private readonly Lock _changing = new();
    private readonly ConcurrentDictionary<IPEndPoint, bool> _connected = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private TimeSpan _free;

    /// <summary>Bytes of answers that went over it.</summary>
    public long Sent { get; private set; }

    /// <summary>How long it takes at least to send so many bytes.</summary>
    public TimeSpan Needs(long bytes) => TimeSpan.FromSeconds(bytes * 8 / bitsPerSecond);

    /// <summary>Sends an answer.</summary>
    public async Task SendAsync(HttpListenerContext context, ReadOnlyMemory<byte> bytes)
    {
        await Task.Delay(_connected.TryAdd(context.Request.RemoteEndPoint, true) ? 2 * roundTrip : roundTrip);
        for (var at = 0; at < bytes.Length; at += Piece)
        {
            var piece = bytes.Slice(at, Math.Min(Piece, bytes.Length - at));
            TimeSpan arrives;
            lock (_changing)
            {
                Sent += piece.Length;
                arrives = _free = (_free > _clock.Elapsed ? _free : _clock.Elapsed) + Needs(piece.Length);
            }

            if (arrives - _clock.Elapsed is { Ticks: > 0 } rest) await Task.Delay(rest);
            await context.Response.OutputStream.WriteAsync(piece);
        }
    }
}
