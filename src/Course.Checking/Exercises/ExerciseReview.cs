using System.Collections.Immutable;
using Course.Analyzers;

namespace Course.Checking.Exercises;

/// <summary>What an exercise asks of code.</summary>
/// <param name="Id">The exercise.</param>
/// <param name="Absent">Ids of rules that must find nothing, suppressed or not.</param>
/// <param name="Present">Names of practices that the code must be proven to follow.</param>
public sealed record ExerciseAsk(string Id, ImmutableArray<string> Absent, ImmutableArray<string> Present);

/// <summary>One thing that an exercise asks for, and whether the code has it.</summary>
/// <param name="IsMet">Whether it has.</param>
/// <param name="Words">What is well, or what to do.</param>
/// <param name="Finding">What shows it; null where nothing in the code does.</param>
public sealed record Demand(bool IsMet, string Words, Finding? Finding);

/// <summary>Compares a report with what an exercise asks, for terminal and page alike.</summary>
/// <param name="Demands">All demands, those that are not met first.</param>
public sealed record ExerciseReview(ImmutableArray<Demand> Demands)
{
    /// <summary>Whether the exercise is done.</summary>
    public bool IsDone => Demands.All(static demand => demand.IsMet);

    /// <summary>Reviews a report that was made with the course's profile.</summary>
    /// <exception cref="InvalidOperationException">The exercise asks for a practice that there is not: a fault of the course, which its tests find.</exception>
    public static ExerciseReview Of(ExerciseAsk ask, CheckReport report, Language language)
    {
        var demands = new List<Demand>();
        foreach (var error in report.Findings.Where(static f => f.Id.StartsWith("CS", StringComparison.Ordinal) && f.Weight == Weight.MustFix))
            demands.Add(new(false, error.Message, error));
        foreach (var id in ask.Absent)
        {
            foreach (var finding in report.Findings.Where(each => each.Id == id))
                demands.Add(new(false, finding.IsSuppressed ? Suppressed(id).ToString(language) : finding.Message, finding));
        }

        foreach (var name in ask.Present)
        {
            var practice = Practices.Of(name) ?? throw new InvalidOperationException($"The exercise {ask.Id} asks for {name}, which is not a practice. Known: {string.Join(", ", Practices.All.Select(static each => each.Name))}.");
            var shown = report.Findings.FirstOrDefault(each => each.Id == practice.Id);
            if (shown is not null) demands.Add(new(true, shown.Message, shown));

            // The rule of the same number has said what to do already, and where.
            else if (!demands.Any(each => !each.IsMet && each.Finding?.Id[2..] == practice.Id[2..])) demands.Add(new(false, practice.Advice.ToString(language), null));
        }

        return new([.. demands.OrderBy(static demand => demand.IsMet)]);
    }

    private static Wording Suppressed(string id) => new(
        $"{id} is only switched off (#pragma warning disable). Mend the code instead.", $"{id}: 경고만 껐습니다(#pragma warning disable). 코드를 고치세요.");
}
