using System.Text;

namespace Course.Content.Tests;

/// <summary>A small valid course in a folder of its own, deleted when disposed.</summary>
internal sealed class SampleCourse : IDisposable
{
    public const string Lesson = "tracks/01-base/06-vanishing";

    private static readonly (string Path, string Text)[] Files =
    [
        ("course.yaml", "title: {en: Deep, ko: 깊은}\nlanguages: [ko, en]\nplan:\n  - id: base\n    title: {en: Base, ko: 기초}\n    lessons:\n      - {id: vanishing, title: {en: V, ko: 소실}}\n      - {id: later, title: {en: L, ko: 다음}}\n"),
        ("glossary.yaml", "terms:\n  - id: gradient\n    term: {en: gradient, ko: 기울기}\n    meaning: {en: slope, ko: 경사}\n"),
        ("tracks/01-base/track.yaml", "id: base\n"),
        (Lesson + "/lesson.yaml", "id: vanishing\nstatus: published\nminutes: 20\nsource: en\npublished: 2026-01-02\n"),
        (Lesson + "/en.md", "# Vanishing\n\n## First {#first}\n\n```csharp id=a\nvar x = 1;\n```\n"),
        (Lesson + "/ko.md", "# 소실\n\n## 첫째 {#first}\n\n```csharp id=a\n```\n"),
    ];

    private SampleCourse(string root) => Root = root;

    public string Root { get; }

    /// <summary>Writes the course with files laid over it; the text `absent` takes a file away.</summary>
    public static SampleCourse Create(IEnumerable<(string Path, string Text)>? over = null)
    {
        var course = new SampleCourse(Directory.CreateTempSubdirectory("course-").FullName);
        foreach (var (path, text) in Files) course.Write(path, text);
        foreach (var (path, text) in over ?? [])
        {
            if (text == "absent\n") File.Delete(course.PathOf(path));
            else course.Write(path, text);
        }

        return course;
    }

    public string PathOf(string path) => Path.Combine(Root, path);

    public void Write(string path, string text) => Write(path, new UTF8Encoding(false).GetBytes(text));

    public void Write(string path, byte[] bytes)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(path))!);
        File.WriteAllBytes(PathOf(path), bytes);
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
