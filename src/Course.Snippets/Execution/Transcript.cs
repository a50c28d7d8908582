using System.Collections.Immutable;
using System.Text;
using Course.Snippets.Records;

namespace Course.Snippets.Execution;

/// <summary>Collects what a host reports, snippet by snippet.</summary>
internal sealed class Transcript(RunnerOptions options)
{
    private readonly ImmutableArray<SnippetRun>.Builder _ended = ImmutableArray.CreateBuilder<SnippetRun>();
    private readonly ImmutableArray<OutputPart>.Builder _outputs = ImmutableArray.CreateBuilder<OutputPart>();
    private readonly StringBuilder _text = new();
    private ImmutableSortedDictionary<string, string> _values = NoValues;
    private bool _textIsError;
    private long _characters;
    private int _shown;
    private Ending _ending = new(EndingKind.Completed);

    private static ImmutableSortedDictionary<string, string> NoValues { get; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    /// <summary>The snippet that runs, or null before the first one.</summary>
    internal string? Current { get; private set; }

    /// <summary>How much of standard output's and standard error's native file has been reported.</summary>
    internal long NativeOutput { get; private set; }

    /// <inheritdoc cref="NativeOutput"/>
    internal long NativeError { get; private set; }

    /// <summary>The snippets that ended.</summary>
    internal ImmutableArray<SnippetRun> Ended => _ended.ToImmutable();

    /// <summary>The snippet that runs, with what it has printed so far.</summary>
    internal SnippetRun? Interrupted => Current is null ? null : Run(0, 0);

    internal void Begin(string snippet) => Current = snippet;

    internal void End(EndMessage end)
    {
        _ended.Add(Run(end.Milliseconds, end.PeakMegabytes));
        Current = null;
        _outputs.Clear();
        _values = NoValues;
        _characters = 0;
        _shown = 0;
        _ending = new Ending(EndingKind.Completed);
    }

    internal void Threw(string exception, string message) =>
        _ending = new Ending(EndingKind.Threw, exception, message.ReplaceLineEndings("\n"));

    /// <summary>Adds an output.</summary>
    /// <returns>Which limit it passes, in words, or null.</returns>
    internal string? Add(HostMessage message)
    {
        switch (message)
        {
            case TextMessage text:
                if (text.NativeEnd > 0 && text.IsError) NativeError = text.NativeEnd;
                else if (text.NativeEnd > 0) NativeOutput = text.NativeEnd;
                Text(text.Text, text.IsError);
                return Count(text.Text.Length);
            case TableMessage table:
                Show(new TableOutput(table.Table));
                return CountShown() ?? Count(table.Table.Rows.Sum(static r => r.Sum(static c => (long)c.Length)));
            case FigureMessage figure:
                Show(new FigureOutput(figure.Figure));
                return CountShown();
            case ValueMessage value:
                _values = _values.SetItem(value.Name, value.Text);
                return _values.Count > options.ValueLimit
                    ? FormattableString.Invariant($"recorded more than {options.ValueLimit} values") : null;
            default:
                throw new InvalidDataException($"{message.GetType().Name} is no output.");
        }
    }

    private void Text(string text, bool isError)
    {
        if (_text.Length > 0 && _textIsError != isError) EndText();
        _textIsError = isError;
        _text.Append(text);
    }

    private void Show(OutputPart part)
    {
        EndText();
        _outputs.Add(part);
    }

    private void EndText()
    {
        if (_text.Length > 0) _outputs.Add(new TextOutput(_text.ToString().ReplaceLineEndings("\n"), _textIsError));
        _text.Clear();
    }

    private string? Count(long characters)
    {
        _characters += characters;
        return _characters > options.OutputLimit
            ? FormattableString.Invariant($"printed more than {options.OutputLimit / 1024} KiB of text") : null;
    }

    private string? CountShown() =>
        ++_shown > options.ShownLimit ? FormattableString.Invariant($"showed more than {options.ShownLimit} tables and figures") : null;

    private SnippetRun Run(long milliseconds, long megabytes)
    {
        EndText();
        return new SnippetRun(Current!, _ending, _outputs.ToImmutable(), _values, milliseconds, megabytes);
    }
}
