using Course.Content.Parsing;
using Markdig.Parsers;

namespace Course.Content.Directives.Exercises;

/// <summary><c>:::exercise id Title words</c></summary>
internal sealed class ExerciseDirective() : ContainerDirective("exercise")
{
    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser)
    {
        var id = line.Id(":::exercise clip-an-lstm Title words", out var rest);
        return new ExerciseBlock(parser) { Id = id ?? "", Title = line.WordsFrom(rest) };
    }

    public override void Check(DirectiveBlock block, LessonTextBuilder text)
    {
        var exercise = (ExerciseBlock)block;
        if (exercise.Id.Length > 0) text.AddExercise(new(exercise.Id, exercise.Title, exercise.Line + 1));
        for (var outer = block.Parent; outer is not null; outer = outer.Parent)
        {
            if (outer is not ExerciseBlock) continue;
            text.Context.ReportLine(ContentFaults.MisplacedDirective, block.Line + 1,
                "An exercise stands inside another.", "Close the first one before the second begins.");
            return;
        }
    }
}

/// <summary><c>:::hint Optional title</c> and <c>:::solution</c></summary>
internal sealed class ExercisePartDirective(string name, Func<BlockParser, DirectiveLine, DirectiveBlock> create) : ContainerDirective(name)
{
    /// <summary>Both parts.</summary>
    public static ContainerDirective[] All { get; } =
    [
        new ExercisePartDirective("hint", static (p, line) => new HintBlock(p) { Title = line.Words }),
        new ExercisePartDirective("solution", OpenSolution),
    ];

    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser) => create(parser, line);

    private static SolutionBlock OpenSolution(BlockParser parser, DirectiveLine line)
    {
        line.AllowNothing();
        return new(parser);
    }

    public override void Check(DirectiveBlock block, LessonTextBuilder text)
    {
        if (block.Parent is ExerciseBlock exercise)
        {
            if (block is SolutionBlock && exercise.OfType<SolutionBlock>().First() != block)
            {
                text.Context.ReportLine(ContentFaults.MisplacedDirective, block.Line + 1,
                    "The exercise has a second solution.", "Merge the two; show variants as tabs within one solution.");
            }

            return;
        }

        text.Context.ReportLine(ContentFaults.MisplacedDirective, block.Line + 1,
            $"`{Name}` stands outside an exercise.",
            "Put it directly inside `::::exercise …`, which needs as many colons at its end as at its start.");
    }
}
