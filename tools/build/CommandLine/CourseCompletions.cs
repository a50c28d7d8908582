using System.CommandLine;
using System.CommandLine.Completions;
using Course.Build.Outside;
using Course.Build.Scaffolding;

namespace Course.Build.CommandLine;

/// <summary>What a shell proposes for arguments that name something of the course.</summary>
internal static class CourseCompletions
{
    /// <summary>The course that the words typed so far are about, or null.</summary>
    public static CourseLayout? Layout(CompletionContext context)
    {
        var root = context.ParseResult.GetValue(CourseOptions.Root) is { Length: > 0 } given
            ? Path.GetFullPath(given)
            : Places.FindCourseRoot(Directory.GetCurrentDirectory());
        return root is not null && Directory.Exists(root) ? CourseLayout.Of(root).Value : null;
    }

    /// <summary>Lets every argument that is named after a lesson propose the ids of those that exist, where it proposes nothing of its own.</summary>
    public static void AddTo(Command command)
    {
        foreach (var argument in command.Arguments)
        {
            if (argument.Name.StartsWith("lesson", StringComparison.Ordinal) && argument.CompletionSources.Count == 0) argument.CompletionSources.Add(Lessons);
        }

        foreach (var inner in command.Subcommands) AddTo(inner);
    }

    private static IEnumerable<string> Lessons(CompletionContext context) => Layout(context)?.Lessons.Select(static l => l.Id) ?? [];
}
