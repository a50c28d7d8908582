using System.Collections.Immutable;
using Course.Analyzers;
using Course.Checking;
using Course.Content.Book;
using Course.Check.Output;

namespace Course.Check.Exercises;

/// <summary>One thing that an exercise asks for, and whether the code has it.</summary>
/// <param name="IsMet">Whether it has.</param>
/// <param name="Words">What is well, or what to do.</param>
/// <param name="Finding">What shows it; null where nothing in the code does.</param>
internal sealed record Demand(bool IsMet, string Words, Finding? Finding);

/// <summary>Compares a report with what an exercise asks.</summary>
/// <param name="Demands">All demands, those that are not met first.</param>
internal sealed record ExerciseReview(ImmutableArray<Demand> Demands)
{
    /// <summary>Whether the exercise is done.</summary>
    public bool IsDone => Demands.All(static demand => demand.IsMet);

    /// <summary>Reviews a report that was made with the course's profile.</summary>
    public static ExerciseReview Of(ExerciseCheck check, CheckReport report, Language language)
    {
        var words = new Words(language);
        var demands = new List<Demand>();
        foreach (var error in report.Findings.Where(static f => f.Id.StartsWith("CS", StringComparison.Ordinal) && f.Weight == Weight.MustFix))
            demands.Add(new(false, error.Message, error));
        foreach (var id in check.Absent)
        {
            foreach (var finding in report.Findings.Where(each => each.Id == id))
                demands.Add(new(false, finding.IsSuppressed ? words.Suppressed(id) : finding.Message, finding));
        }

        foreach (var name in check.Present)
        {
            var practice = Practices.Of(name) ?? throw new InvalidOperationException($"The exercise {check.Id} asks for {name}, which is not a practice. Known: {string.Join(", ", Practices.All.Select(static each => each.Name))}.");
            var shown = report.Findings.FirstOrDefault(each => each.Id == practice.Id);
            if (shown is not null) demands.Add(new(true, shown.Message, shown));

            // The rule of the same number has said what to do already, and where.
            else if (!demands.Any(each => !each.IsMet && each.Finding?.Id[2..] == practice.Id[2..])) demands.Add(new(false, practice.Advice.ToString(language), null));
        }

        return new([.. demands.OrderBy(static demand => demand.IsMet)]);
    }
}
