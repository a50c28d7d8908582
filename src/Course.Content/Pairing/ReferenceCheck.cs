using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Checks that cross references and terms lead somewhere.</summary>
internal sealed class ReferenceCheck
{
    private readonly Dictionary<string, LessonPair> _lessons;
    private readonly HashSet<string> _known;
    private readonly Glossary _glossary;
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics;

    /// <param name="book">The book.</param>
    /// <param name="lessons">Ids of all lessons that exist, also of those that are too broken to be in the book.</param>
    /// <param name="diagnostics">Takes what is found.</param>
    public ReferenceCheck(CourseBook book, IEnumerable<string> lessons, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        _lessons = book.Lessons.ToDictionary(static l => l.Facts.Id, StringComparer.Ordinal);
        _known = lessons.Concat(book.Facts.Plan.SelectMany(static t => t.Lessons).Select(static l => l.Id)).ToHashSet(StringComparer.Ordinal);
        _glossary = book.Glossary;
        _diagnostics = diagnostics;
    }

    /// <summary>Checks the references of all texts of a lesson.</summary>
    public void Check(LessonPair lesson)
    {
        foreach (var (_, text) in lesson.Texts)
        {
            foreach (var use in text.CrossReferences) Check(use, lesson, text);
            foreach (var use in text.Terms)
            {
                if (_glossary.Terms.ContainsKey(use.Name)) continue;
                Report(ContentFaults.UnknownTerm, use.Location, $"The glossary has no term `{use.Name}`.",
                    NearMiss.Hint(use.Name, _glossary.Terms.Keys), "Correct the id, or add the term to glossary.yaml.");
            }
        }
    }

    private void Check(CrossReferenceUse use, LessonPair lesson, LessonText text)
    {
        switch (use.Kind)
        {
            case CrossReferenceKind.Lesson:
                CheckLesson(use, lesson, text);
                break;
            case CrossReferenceKind.Heading:
                CheckAnchor(use, use.Target, text, "this lesson");
                break;
            case CrossReferenceKind.Figure when text.Figures.All(f => f.Id != use.Target):
                Report(ContentFaults.UnknownFigure, use.Location, $"This text shows no figure `{use.Target}`.",
                    NearMiss.Hint(use.Target, text.Figures.Select(static f => f.Id)), "Correct the id, or show the figure with `:::figure`.");
                break;
            case CrossReferenceKind.Snippet:
                CheckSnippet(use, lesson, text);
                break;
            default:
                break;
        }
    }

    private void CheckLesson(CrossReferenceUse use, LessonPair from, LessonText text)
    {
        if (_lessons.TryGetValue(use.Target, out var lesson))
        {
            if (use.Anchor is not null) CheckAnchor(use, use.Anchor, lesson.In(text.Language), $"the lesson `{use.Target}`");
            if (lesson.Facts.Status == LessonStatus.Published || from.Facts.Status == LessonStatus.Draft) return;
        }
        else if (!_known.Contains(use.Target))
        {
            Report(ContentFaults.UnknownLesson, use.Location, $"No lesson `{use.Target}` exists or is planned.",
                NearMiss.Hint(use.Target, _known), "Correct the id.");
            return;
        }

        Report(ContentFaults.PlannedLesson, use.Location, $"The lesson `{use.Target}` is not published yet, so its name is shown without a link.",
            "", "Nothing needs to be done; the link appears when the lesson is published.");
    }

    private void CheckAnchor(CrossReferenceUse use, string anchor, LessonText target, string where)
    {
        if (target.Headings.Any(h => h.Id == anchor) || target.Exercises.Any(e => e.Id == anchor)) return;
        Report(ContentFaults.UnknownAnchor, use.Location, $"No heading or exercise of {where} has the id `{anchor}`.",
            NearMiss.Hint(anchor, target.Headings.Select(static h => h.Id).Concat(target.Exercises.Select(static e => e.Id))),
            "Correct the id, or give it to a heading as `{#id}`.");
    }

    private void CheckSnippet(CrossReferenceUse use, LessonPair lesson, LessonText text)
    {
        if (text.Snippets.All(s => s.Id != use.Target))
        {
            Report(ContentFaults.UnknownSnippet, use.Location, $"This text has no snippet `{use.Target}`.",
                NearMiss.Hint(use.Target, text.Snippets.Select(static s => s.Id)), "Correct the id.");
        }
        else if (lesson.Source.Snippets.Any(s => s.Id == use.Target && s.Hidden))
        {
            Report(ContentFaults.UnknownSnippet, use.Location, $"The snippet `{use.Target}` is hidden, so there is no listing to lead to.",
                "", "Refer to a snippet that is shown, or remove `hidden`.");
        }
    }

    private void Report(Fault fault, SourceLocation location, string message, string hint, string remedy) =>
        _diagnostics.Add(fault.At(location, message + hint, remedy));
}
