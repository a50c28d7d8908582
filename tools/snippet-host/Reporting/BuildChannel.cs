using System.IO.Pipes;
using Course.Snippets.Execution;

namespace Course.SnippetHost.Reporting;

/// <summary>The line to the build: a pipe of its own, so that nothing a snippet prints can be taken for a message.</summary>
internal sealed class BuildChannel : IDisposable
{
    private readonly NamedPipeClientStream _pipe;
    private readonly Lock _sending = new();

    internal BuildChannel(string name)
    {
        _pipe = new NamedPipeClientStream(".", name, PipeDirection.InOut, PipeOptions.Asynchronous | PipeOptions.CurrentUserOnly);
        _pipe.Connect(TimeSpan.FromSeconds(10));
    }

    /// <summary>Sends at once and unbuffered: what was sent is not lost when the process crashes in the next statement.</summary>
    internal void Send(HostMessage message)
    {
        var bytes = HostProtocol.Encode(message);
        lock (_sending) _pipe.Write(bytes);
    }

    /// <summary>Waits for the next message; null once the build is gone.</summary>
    internal HostMessage? Receive()
    {
        try
        {
            return HostProtocol.ReadAsync(_pipe, CancellationToken.None).AsTask().GetAwaiter().GetResult();
        }
        catch (IOException)
        {
            // A build that was killed resets the line instead of closing it.
            return null;
        }
    }

    public void Dispose() => _pipe.Dispose();
}
