using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Translation;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Holds each translation against its lock file, and reports the blocks that are behind.</summary>
internal static class TranslationCheck
{
    /// <summary>Gives every lesson the state of its translations.</summary>
    /// <param name="tracks">The tracks; lessons are replaced.</param>
    /// <param name="previous">An earlier result.</param>
    /// <param name="diagnostics">Takes what is found.</param>
    public static void Check(ImmutableArray<Track>.Builder tracks, CourseBook? previous, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        LessonPair[] lessons = [.. tracks.SelectMany(static t => t.Lessons)];
        if (!lessons.Any(static l => l.Files.Locks.Count > 0)) return;
        var before = previous?.Lessons.ToDictionary(static l => l.Folder, StringComparer.Ordinal) ?? [];
        var states = new Outcome<ImmutableSortedDictionary<string, TranslationState>>[lessons.Length];
        Parallel.For(0, lessons.Length, i => states[i] = StatesOf(lessons[i], before.GetValueOrDefault(lessons[i].Folder)));

        var next = 0;
        for (var t = 0; t < tracks.Count; t++)
        {
            var checkedLessons = ImmutableArray.CreateBuilder<LessonPair>(tracks[t].Lessons.Length);
            foreach (var lesson in tracks[t].Lessons)
            {
                checkedLessons.Add(lesson with { Translations = states[next].Value });
                diagnostics.AddRange(states[next++].Diagnostics);
            }

            tracks[t] = tracks[t] with { Lessons = checkedLessons.MoveToImmutable() };
        }
    }

    private static Outcome<ImmutableSortedDictionary<string, TranslationState>> StatesOf(LessonPair lesson, LessonPair? before)
    {
        if (lesson.Files.Locks.IsEmpty) return new(LessonPair.NoTranslations, []);
        var diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        var states = LessonPair.NoTranslations.ToBuilder();
        foreach (var (language, file) in lesson.Files.Locks)
        {
            if (language == lesson.Facts.SourceLanguage || !lesson.Texts.TryGetValue(language, out var text))
            {
                diagnostics.Add(Stray(file, lesson.Facts.SourceLanguage, language));
                continue;
            }

            var state = Remembered(lesson, language, before);
            if (state is null)
            {
                var agreed = LockFile.Read(file, lesson.Facts.SourceLanguage, language);
                diagnostics.AddRange(agreed.Diagnostics);
                if (agreed.Value is null) continue;
                state = new(language, BlockPairing.Pair(lesson.Source.Blocks, text.Blocks, agreed.Value));
            }

            states.Add(language, state);
            TranslationReport.Add(state, lesson, diagnostics);
        }

        var all = states.ToImmutable();
        return new(before is not null && IsSame(all, before.Translations) ? before.Translations : all, diagnostics.ToImmutable());
    }

    private static TranslationState? Remembered(LessonPair lesson, string language, LessonPair? before) =>
        before is not null
        && ReferenceEquals(before.Files.Locks.GetValueOrDefault(language), lesson.Files.Locks[language])
        && before.Facts.SourceLanguage == lesson.Facts.SourceLanguage
        && ReferenceEquals(before.Source, lesson.Source)
        && ReferenceEquals(before.Texts.GetValueOrDefault(language), lesson.Texts[language])
            ? before.Translations.GetValueOrDefault(language)
            : null;

    private static bool IsSame(ImmutableSortedDictionary<string, TranslationState> a, ImmutableSortedDictionary<string, TranslationState> b)
    {
        if (a.Count != b.Count) return false;
        foreach (var (language, state) in a)
        {
            if (!ReferenceEquals(state, b.GetValueOrDefault(language))) return false;
        }

        return true;
    }

    private static Diagnostic Stray(SourceFile file, string source, string language) => ContentFaults.StrayLock.At(SourceLocation.WholeFile(file.Path),
        language == source
            ? $"`{source}` is the language that the lesson is translated from, so nothing is held against this file."
            : $"The lesson has no {language}.md, or `{language}` is no language of the course, so nothing is held against this file.",
        "Delete it, or add the text that it belongs to.");
}
