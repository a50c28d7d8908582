using Course.Content.Book;

namespace Course.Site.Pages;

/// <summary>How large the course will be: what is planned and what is there beyond the plan.</summary>
internal static class CoursePlan
{
    /// <summary>All lessons, published or planned.</summary>
    public static int Lessons(CourseBook book) => Tracks(book).Sum(static t => t.Count);

    /// <summary>The tracks in their order, each with the number of its lessons, published or planned.</summary>
    public static IEnumerable<(string Id, int Count)> Tracks(CourseBook book) => book.Facts.Plan.Select(static p => p.Id)
        .Union(book.Tracks.Select(static t => t.Id))
        .Select(id => (id, book.Tracks.FirstOrDefault(t => t.Id == id) is { } track
            ? TrackMenu.Count(track)
            : book.Facts.Plan.First(p => p.Id == id).Lessons.Length));
}
