using System.ComponentModel;
using Course.Figures.Data;

namespace Course.Figures.Hosting;

/// <summary>Receives what a session does. The snippet host sets one; at home there is none and <c>Show</c> prints and saves files.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ISessionSink
{
    /// <summary>A snippet begins; what follows is its.</summary>
    void Begin(string snippet);

    /// <summary>A snippet that declares <c>throws=</c> threw.</summary>
    void Threw(string snippet, Exception exception);

    /// <summary>A snippet that declares <c>throws=</c> ran to its end.</summary>
    void DidNotThrow(string snippet);

    /// <summary>A number that prose may quote.</summary>
    void Value(string name, string text);

    /// <summary>A table.</summary>
    void Table(TableData table);

    /// <summary>A figure.</summary>
    void Figure(FigureData figure);
}

/// <summary>The calls that the session compiler puts between snippets. Lessons never write them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SessionEvents
{
    /// <summary>The sink of this process, or null outside the host.</summary>
    public static ISessionSink? Sink { get; set; }

    /// <summary>Marks the start of a snippet.</summary>
    public static void Begin(string snippet) => Sink?.Begin(snippet);

    /// <summary>Reports the exception that a snippet was to throw.</summary>
    public static void Threw(string snippet, Exception exception) => Sink?.Threw(snippet, exception);

    /// <summary>Reports that a snippet did not throw.</summary>
    public static void DidNotThrow(string snippet) => Sink?.DidNotThrow(snippet);
}
