using System.Collections.Frozen;
using System.Collections.Immutable;
using Course.Content.Book;

namespace Course.Site.Prose;

/// <summary>The course's lessons and terms by id.</summary>
internal sealed class CourseIndex
{
    private readonly Dictionary<LessonPair, int> _places = new(ReferenceEqualityComparer.Instance);
    private readonly List<LessonPair> _order;

    public CourseIndex(CourseBook book)
    {
        Book = book;
        _order = [.. book.Lessons];
        for (var i = 0; i < _order.Count; i++) _places[_order[i]] = i;
        Lessons = book.Lessons.DistinctBy(static l => l.Facts.Id).ToFrozenDictionary(static l => l.Facts.Id, StringComparer.Ordinal);
        Planned = book.Facts.Plan.SelectMany(static t => t.Lessons).DistinctBy(static l => l.Id)
            .ToFrozenDictionary(static l => l.Id, StringComparer.Ordinal);
    }

    public CourseBook Book { get; }

    /// <summary>The rules that have a page, by id, with the word for their weight that classes end in: <c>error</c>, <c>warning</c>, <c>info</c>.</summary>
    public ImmutableDictionary<string, string> Rules { get; init; } = ImmutableDictionary<string, string>.Empty;

    public FrozenDictionary<string, LessonPair> Lessons { get; }

    public FrozenDictionary<string, PlannedLesson> Planned { get; }

    /// <summary>A lesson's title in a language, whether it is written or only planned; its id when it is neither.</summary>
    public string TitleOf(string id, string language) =>
        Lessons.TryGetValue(id, out var lesson) ? lesson.In(language).Title
        : Planned.TryGetValue(id, out var planned) ? planned.Title.In(language)
        : id;

    /// <summary>The lessons before and after one in reading order, across tracks.</summary>
    public (LessonPair? Previous, LessonPair? Next) Neighbours(LessonPair lesson)
    {
        var place = _places[lesson];
        return (place > 0 ? _order[place - 1] : null, place + 1 < _order.Count ? _order[place + 1] : null);
    }
}
