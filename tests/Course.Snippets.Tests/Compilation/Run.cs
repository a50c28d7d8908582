using System.Runtime.Loader;
using Course.Figures.Data;
using Course.Figures.Hosting;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests.Compilation;

/// <summary>Runs sessions that use no tensors in this process, and tells what they did.</summary>
internal static class Run
{
    private static readonly Lock OneAtATime = new();

    /// <summary>Events in order (<c>begin a</c>, <c>threw b InvalidOperationException</c>), then the exception that ended it, if any.</summary>
    public static (List<string> Events, Exception? Thrown) Session(CompiledSession session)
    {
        lock (OneAtATime)
        {
            var log = new Log();
            var context = new AssemblyLoadContext("session", isCollectible: true);
            SessionEvents.Sink = log;
            try
            {
                var entry = context.LoadFromStream(new MemoryStream([.. session.Assembly]), new MemoryStream([.. session.Symbols])).EntryPoint!;
                entry.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [Array.Empty<string>()], null);
                return (log.Events, null);
            }
#pragma warning disable CA1031 // The session under test may throw anything.
            catch (Exception thrown)
            {
                return (log.Events, thrown);
            }
#pragma warning restore CA1031
            finally
            {
                SessionEvents.Sink = null;
                context.Unload();
            }
        }
    }

    private sealed class Log : ISessionSink
    {
        public List<string> Events { get; } = [];

        public void Begin(string snippet) => Events.Add($"begin {snippet}");

        public void Threw(string snippet, Exception exception) => Events.Add($"threw {snippet} {exception.GetType().Name}");

        public void DidNotThrow(string snippet) => Events.Add($"did not throw {snippet}");

        public void Value(string name, string text) => Events.Add($"value {name} {text}");

        public void Table(TableData table) => Events.Add("table");

        public void Figure(FigureData figure) => Events.Add("figure");
    }
}
