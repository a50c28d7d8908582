using Course.Analyzers;
using Course.Check.Exercises;
using Course.Checking.Exercises;

namespace Course.Checking.Tests.Tool;

/// <summary>Every exercise of the course: what learners begin with does not pass and is told why; the solution passes.</summary>
public sealed class ExerciseTests
{
    public static TheoryData<string> Names => [.. ExerciseCatalogue.All.Select(static each => each.Check.Id)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_starter_fails_with_words_and_the_solution_passes(string name)
    {
        var (folder, _, check) = ExerciseCatalogue.All.Single(each => each.Check.Id == name);
        foreach (var language in new[] { Language.English, Language.Korean })
        {
            if (check.Starter is not null)
            {
                var review = await Review(Path.Combine(folder, check.Starter), language);
                Assert.False(review.IsDone);
                Assert.All(review.Demands.Where(static demand => !demand.IsMet), demand => Assert.InRange(demand.Words.Length, 30, 400));
            }

            if (check.Solution is not null)
            {
                var review = await Review(Path.Combine(folder, check.Solution), language);
                Assert.True(review.IsDone, string.Join('\n', review.Demands));
                Assert.NotEmpty(review.Demands);
            }
        }

        async Task<ExerciseReview> Review(string path, Language language)
        {
            var code = await File.ReadAllTextAsync(Path.Combine(Check.Root, "content", path));
            return ExerciseReview.Of(Ask(check), await Check.Run(code, new(language) { CourseProfile = true }), language);
        }
    }

    [Fact]
    public async Task Switching_a_rule_off_does_not_pass_an_exercise()
    {
        var (folder, _, check) = ExerciseCatalogue.All.Single(static each => each.Check.Id == "clip-an-lstm");
        var code = "#pragma warning disable DL1001\n" + await File.ReadAllTextAsync(Path.Combine(Check.Root, "content", folder, check.Starter!));
        var review = ExerciseReview.Of(Ask(check), await Check.Run(code, new(Language.English) { CourseProfile = true }), Language.English);
        Assert.Contains(review.Demands, static demand => !demand.IsMet && demand.Words.Contains("only switched off", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Code_without_the_task_does_not_pass_an_exercise()
    {
        var check = ExerciseCatalogue.Find("vanishing-and-exploding-gradients/clip-an-lstm")!;
        var review = ExerciseReview.Of(Ask(check), await Check.Run("Console.WriteLine();", new(Language.English) { CourseProfile = true }), Language.English);
        Assert.False(review.IsDone);
    }

    private static ExerciseAsk Ask(Content.Book.ExerciseCheck check) => new(check.Id, check.Absent, check.Present);
}
