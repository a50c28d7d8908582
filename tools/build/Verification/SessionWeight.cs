using Course.Build.Pipeline;

namespace Course.Build.Verification;

/// <summary>How long a session is likely to take.</summary>
internal static class SessionWeight
{
    // Measured on two cores (README, Speed): a host and the compiler cost about this much beside the snippets themselves.
    private const long Overhead = 300, Unrecorded = 1000;

    /// <summary>Milliseconds, from the recorded durations of its snippets.</summary>
    public static long Of(LessonSession session)
    {
        var records = session.Lesson.Records.Records;
        var runs = session.Session.Source.Snippets.Where(s => records.ContainsKey(s.Id)).Select(s => records[s.Id].Run?.Milliseconds ?? 0).ToList();
        return Overhead + (runs.Count == 0 ? Unrecorded : runs.Sum());
    }
}
