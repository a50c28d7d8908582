using System.Text;
using Scriban.Runtime;

namespace Course.Site.Theming;

/// <summary>Takes what a layout writes and hands it on as UTF-8. One buffer serves page after page.</summary>
internal sealed class PageOutput : IScriptOutput
{
    private char[] _text = new char[32 * 1024];
    private int _length;

    public void Write(string text, int offset, int count)
    {
        if (_text.Length - _length < count) Array.Resize(ref _text, Math.Max(2 * _text.Length, _length + count));
        text.CopyTo(offset, _text, _length, count);
        _length += count;
    }

    public ValueTask WriteAsync(string text, int offset, int count, CancellationToken cancellationToken)
    {
        Write(text, offset, count);
        return ValueTask.CompletedTask;
    }

    /// <summary>Begins a page.</summary>
    public void Clear() => _length = 0;

    /// <summary>All that was written since then.</summary>
    public byte[] ToUtf8() => Encoding.UTF8.GetBytes(_text, 0, _length);
}
