using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;

namespace Course.Build.Syncing;

/// <summary>Finds what the arguments of <c>sync</c> name.</summary>
internal static class SyncTargets
{
    /// <summary>The translations that are meant, in reading order.</summary>
    /// <returns>The translations, or what could not be found and what to do.</returns>
    public static (ImmutableArray<LessonSync> Lessons, string? Fault) Find(CourseBook book, SyncRequest request)
    {
        if (request.Language is { } language && !book.Facts.Languages.Contains(language))
            return ([], $"The course has no language `{language}`. It has {string.Join(", ", book.Facts.Languages)}.");

        var meant = new Dictionary<string, ImmutableHashSet<string>>(StringComparer.Ordinal);
        foreach (var target in request.Targets)
        {
            var hash = target.IndexOf('#', StringComparison.Ordinal);
            var (id, block) = hash < 0 ? (target, null) : (target[..hash], target[(hash + 1)..]);
            if (book.Lessons.All(l => l.Facts.Id != id))
                return ([], $"There is no lesson `{id}`.{NearMiss.Hint(id, book.Lessons.Select(static l => l.Facts.Id))}");
            // A lesson that is named as a whole is meant as a whole, also where one of its blocks is named besides.
            var blocks = meant.GetValueOrDefault(id);
            meant[id] = block is null || blocks is { IsEmpty: true } ? [] : (blocks ?? []).Add(block);
        }

        var found = ImmutableArray.CreateBuilder<LessonSync>();
        foreach (var lesson in book.Lessons)
        {
            if (meant.Count > 0 && !meant.ContainsKey(lesson.Facts.Id)) continue;
            var named = meant.GetValueOrDefault(lesson.Facts.Id) ?? [];
            LessonSync[] translations = [.. LessonSync.Of(lesson).Where(t => request.Language is null || t.Language == request.Language)];
            if (Unknown(named, translations) is { } unknown) return ([], unknown);
            found.AddRange(translations.Select(t => t with { Named = named }));
        }

        return (found.ToImmutable(), null);
    }

    private static string? Unknown(ImmutableHashSet<string> named, LessonSync[] translations)
    {
        var addresses = translations.SelectMany(static t => t.State.Pairs).Select(static p => p.Address).ToHashSet(StringComparer.Ordinal);
        var unknown = named.Where(n => !addresses.Contains(n)).Order(StringComparer.Ordinal).FirstOrDefault();
        return unknown is null ? null
            : $"The lesson has no block `{unknown}`.{NearMiss.Hint(unknown, addresses)} `sync` names the blocks that do not agree.";
    }
}
