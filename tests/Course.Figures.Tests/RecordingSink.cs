using Course.Figures.Data;
using Course.Figures.Hosting;

namespace Course.Figures.Tests;

/// <summary>Keeps what a test shows, in place of the host.</summary>
internal sealed class RecordingSink : ISessionSink, IDisposable
{
    internal RecordingSink() => SessionEvents.Sink = this;

    internal List<object> Shown { get; } = [];

    internal FigureData Figure => Shown.OfType<FigureData>().Single();

    public void Begin(string snippet) => throw new NotSupportedException();

    public void Threw(string snippet, Exception exception) => throw new NotSupportedException();

    public void DidNotThrow(string snippet) => throw new NotSupportedException();

    public void Value(string name, string text) => Shown.Add((name, text));

    void ISessionSink.Table(TableData table) => Shown.Add(table);

    void ISessionSink.Figure(FigureData figure) => Shown.Add(figure);

    public void Dispose() => SessionEvents.Sink = null;
}
