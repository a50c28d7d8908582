using System.Diagnostics;
using Course.Figures.Data;
using Course.Figures.Hosting;
using Course.Snippets.Execution;

namespace Course.SnippetHost.Reporting;

/// <summary>Sends what the session does, in the order in which it does it, each snippet's end with its time and memory.</summary>
internal sealed class SessionReporter(BuildChannel channel, NativeStream? output, NativeStream? error) : ISessionSink
{
    private readonly Lock _order = new();
    private readonly HashSet<string> _ids = new(StringComparer.Ordinal);
    private string? _snippet;
    private long _started;

    public void Begin(string snippet)
    {
        lock (_order)
        {
            EndSnippet();
            channel.Send(new BeginMessage(snippet));
            _snippet = snippet;
            _started = Stopwatch.GetTimestamp();
        }
    }

    public void Threw(string snippet, Exception exception) => Send(ExceptionReport.Of(exception, ExceptionCause.Declared));

    public void DidNotThrow(string snippet) => Send(new NoExceptionMessage());

    public void Value(string name, string text) => SendNamed("value", name, new ValueMessage(name, text));

    public void Table(TableData table) => SendNamed("table", table.Id, new TableMessage(table));

    public void Figure(FigureData figure) => SendNamed("figure", figure.Id, new FigureMessage(figure));

    /// <summary>Text that the session printed through .NET.</summary>
    internal void Text(string text, bool isError)
    {
        // In pieces, so that one huge string reaches the build's limit like many small ones.
        const int piece = 32 * 1024;
        for (var start = 0; start < text.Length;)
        {
            var length = Math.Min(piece, text.Length - start);
            if (length > 1 && char.IsHighSurrogate(text[start + length - 1])) length--;
            Send(new TextMessage(text.Substring(start, length), isError, NativeEnd: 0));
            start += length;
        }
    }

    /// <summary>The session's entry point returned.</summary>
    internal void Finish()
    {
        lock (_order)
        {
            EndSnippet();
            channel.Send(new FinishedMessage());
        }
    }

    /// <summary>Sends a message after whatever native code wrote before it.</summary>
    internal void Send(HostMessage message)
    {
        lock (_order)
        {
            SendNative();
            channel.Send(message);
        }
    }

    private void SendNamed(string what, string? id, HostMessage message)
    {
        lock (_order)
        {
            if (id is not null && !_ids.Add(what + " " + id))
            {
                throw new ArgumentException($"The session showed a {what} with the id '{id}' before; give each its own id.");
            }

            Send(message);
        }
    }

    private void EndSnippet()
    {
        var milliseconds = (long)Stopwatch.GetElapsedTime(_started).TotalMilliseconds;
        SendNative();
        if (_snippet is not null) channel.Send(new EndMessage(_snippet, milliseconds, PeakMemory.Megabytes()));
    }

    private void SendNative()
    {
        SendNative(output, isError: false);
        SendNative(error, isError: true);
    }

    private void SendNative(NativeStream? stream, bool isError)
    {
        while (stream?.ReadNew() is { Length: > 0 } text) channel.Send(new TextMessage(text, isError, stream.Read));
    }
}
