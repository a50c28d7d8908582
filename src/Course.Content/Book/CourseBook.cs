using System.Collections.Immutable;
using Course.Content.Links;

namespace Course.Content.Book;

/// <summary>The whole course after Pair: what pages are rendered from.</summary>
public sealed record CourseBook(CourseFacts Facts, ImmutableArray<Track> Tracks, Glossary Glossary)
{
    /// <summary>What links.json records of addresses elsewhere.</summary>
    public LinkChecks Links { get; init; } = LinkChecks.None;

    /// <summary>What learners get points for.</summary>
    public Play Play { get; init; } = Play.None;

    /// <summary>All lessons, in reading order.</summary>
    public IEnumerable<LessonPair> Lessons => Tracks.SelectMany(static t => t.Lessons);

    /// <summary>The course as learners get it: drafts left out.</summary>
    public CourseBook WithoutDrafts() => Lessons.All(static l => l.Facts.Status == LessonStatus.Published) ? this : this with
    {
        Tracks = [.. Tracks.Select(static t => t with { Lessons = [.. t.Lessons.Where(static l => l.Facts.Status == LessonStatus.Published)] })],
    };
}

/// <summary>course.yaml.</summary>
/// <param name="Title">Name of the course.</param>
/// <param name="Summary">One paragraph about it.</param>
/// <param name="Languages">Codes of the languages that pages are made in, in menu order; the first is x-default's.</param>
/// <param name="Url">Where the site is served, with a trailing slash; used for canonical and hreflang links; null when unknown (then links stay relative).</param>
/// <param name="Repository">Address of the repository, or null.</param>
/// <param name="Seed">Seed that every session starts from.</param>
/// <param name="Plan">All tracks and lessons that are planned, published or not.</param>
public sealed record CourseFacts(
    LocalizedText Title, LocalizedText Summary, ImmutableArray<string> Languages,
    Uri? Url, Uri? Repository, int Seed, ImmutableArray<PlannedTrack> Plan)
{
    /// <summary>Tells the course's progress from that of other courses in one browser; never changed once learners have progress.</summary>
    public string Id { get; init; } = "course";

    /// <summary>What tags are called, by tag; one that is not here is called as it is written.</summary>
    public ImmutableSortedDictionary<string, LocalizedText> Tags { get; init; } = ImmutableSortedDictionary.Create<string, LocalizedText>(StringComparer.Ordinal);

    /// <summary>What a tag is called in a language.</summary>
    public string TagName(string tag, string language) => Tags.TryGetValue(tag, out var name) ? name.In(language) : tag;

    /// <summary>Where reports of problems go: the address of an issue form, or mailto; null where there is none.</summary>
    public Uri? Reports { get; init; }
}

/// <summary>A track as course.yaml plans it.</summary>
public sealed record PlannedTrack(string Id, LocalizedText Title, ImmutableArray<PlannedLesson> Lessons);

/// <summary>A lesson as course.yaml plans it.</summary>
public sealed record PlannedLesson(string Id, LocalizedText Title);

/// <summary>A folder of tracks/ with its track.yaml.</summary>
/// <param name="Id">Id, unique in the course.</param>
/// <param name="Number">The NN of its folder name.</param>
/// <param name="Title">Title, from track.yaml or else from the plan.</param>
/// <param name="Summary">What the track gives.</param>
/// <param name="Planned">The plan's lessons of this track, in order; empty when course.yaml plans nothing.</param>
/// <param name="Lessons">Lessons that exist, by number.</param>
public sealed record Track(
    string Id, int Number, LocalizedText Title, LocalizedText Summary,
    ImmutableArray<PlannedLesson> Planned, ImmutableArray<LessonPair> Lessons);

/// <summary>glossary.yaml: the terms, by id.</summary>
public sealed record Glossary(ImmutableSortedDictionary<string, GlossaryTerm> Terms)
{
    /// <summary>A glossary without terms.</summary>
    public static Glossary Empty { get; } = new(ImmutableSortedDictionary.Create<string, GlossaryTerm>(StringComparer.Ordinal));
}

/// <summary>One term: its approved form and a one-line meaning in each language.</summary>
public sealed record GlossaryTerm(string Id, LocalizedText Term, LocalizedText Meaning)
{
    /// <summary>Words that the course does not use for it, by language.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<string>> Avoid { get; init; } =
        ImmutableSortedDictionary.Create<string, ImmutableArray<string>>(StringComparer.Ordinal);
}
