using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Pairing;
using Course.Content.Parsing;
using Course.Diagnostics;

namespace Course.Content;

/// <summary>
/// Load, Parse and Pair in one, with a memory from call to call: a file that has not changed is neither read
/// nor parsed again, and where nothing has changed the same book is returned. One caller at a time.
/// </summary>
/// <param name="clock">Tells when a load began; the system's where none is given.</param>
public sealed class ContentReader(TimeProvider? clock = null)
{
    private Outcome<CourseFiles>? _loaded;
    private ParsedCourse? _parsed;
    private Outcome<CourseBook>? _book;

    /// <summary>Reads a course root.</summary>
    /// <param name="root">Folder that holds course.yaml.</param>
    /// <returns>The book, and everything wrong that the files alone show, by place.</returns>
    public Outcome<CourseBook> Read(string root)
    {
        var before = _loaded;
        _loaded = CourseLoader.Load(root, before?.Value, clock);
        if (_book is not null && before is not null
            && before.Diagnostics.SequenceEqual(_loaded.Diagnostics) && SameFiles.Are(before.Value, _loaded.Value))
        {
            return _book;
        }

        var parsed = CourseParser.Parse(_loaded.Value, _parsed);
        _parsed = parsed.Value;
        var paired = Pairer.Pair(_parsed, _book?.Value);
        ImmutableArray<Diagnostic> all = [.. _loaded.Diagnostics.Concat(parsed.Diagnostics).Concat(paired.Diagnostics).Order(Diagnostic.ByPlace)];
        return _book = new(paired.Value, all);
    }
}
