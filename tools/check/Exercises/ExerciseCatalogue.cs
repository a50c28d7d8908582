using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Yaml;

namespace Course.Check.Exercises;

/// <summary>The exercises of the course that the tool was built with.</summary>
internal static class ExerciseCatalogue
{
    private const string Root = "content/";

    /// <summary>The checks with the folders of their lessons, relative to the course root.</summary>
    public static ImmutableArray<(string Folder, string Lesson, ExerciseCheck Check)> All { get; } = Read();

    /// <summary>The check of an exercise, by its id or by <c>lesson/id</c>; null where there is none, or more than one.</summary>
    public static ExerciseCheck? Find(string name)
    {
        var found = All.Where(each => each.Check.Id == name || $"{each.Lesson}/{each.Check.Id}" == name).ToList();
        return found.Count == 1 ? found[0].Check : null;
    }

    private static ImmutableArray<(string, string, ExerciseCheck)> Read()
    {
        var course = CourseYaml.Read(Resource(Root + "course.yaml")).Value;
        return [.. typeof(ExerciseCatalogue).Assembly.GetManifestResourceNames()
            .Where(static name => name.EndsWith("lesson.yaml", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(name => (Folder: name.Replace('\\', '/')[Root.Length..^"/lesson.yaml".Length], LessonYaml.Read(Resource(name), course).Value?.Facts))
            .Where(static lesson => lesson.Facts is not null)
            .SelectMany(static lesson => lesson.Facts!.Exercises.Select(check => (lesson.Folder, lesson.Facts.Id, check)))];
    }

    private static SourceFile Resource(string name)
    {
        using var reader = new StreamReader(typeof(ExerciseCatalogue).Assembly.GetManifestResourceStream(name)!);
        return new(name, reader.ReadToEnd().ReplaceLineEndings("\n"), "");
    }
}
