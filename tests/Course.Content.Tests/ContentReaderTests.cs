namespace Course.Content.Tests;

public sealed class ContentReaderTests
{
    private const string Starter = SampleCourse.Lesson + "/exercise/starter.cs";

    [Fact]
    public void NothingChangedGivesTheSameBook()
    {
        using var course = SampleCourse.Create();
        CourseLoaderTests.Settle(course);
        var reader = new ContentReader();
        Assert.Same(reader.Read(course.Root), reader.Read(course.Root));
    }

    [Fact]
    public void OnlyTheChangedTextIsParsedAgain()
    {
        using var course = SampleCourse.Create();
        var reader = new ContentReader();
        var before = reader.Read(course.Root).Value.Lessons.Single();
        course.Write(SampleCourse.Lesson + "/ko.md", "# 다른 제목\n\n## 첫째 {#first}\n\n```csharp id=a\n```\n");
        var after = reader.Read(course.Root).Value.Lessons.Single();
        Assert.Same(before.Texts["en"], after.Texts["en"]);
        Assert.Equal("다른 제목", after.Texts["ko"].Title);
        Assert.Same(before.Facts, after.Facts);
    }

    [Fact]
    public void AnIncludedFileIsAnInput()
    {
        using var course = SampleCourse.Create([(SampleCourse.Lesson + "/en.md", "# V\n\n## First {#first}\n\n```csharp id=a include=exercise/starter.cs\n```\n")]);
        var reader = new ContentReader();
        Assert.Equal(ContentFaults.IncludeNotFound.Id, Assert.Single(reader.Read(course.Root).Diagnostics, static d => d.Id.StartsWith("CO220", StringComparison.Ordinal) && d.Id != "CO2206").Id);
        course.Write(Starter, "var a = 1;\n");
        Assert.Equal("var a = 1;", Code(reader.Read(course.Root)));
        course.Write(Starter, "var a = 2;\n");
        var read = reader.Read(course.Root);
        Assert.Equal("var a = 2;", Code(read));
        Assert.Empty(read.Diagnostics);

        static string Code(Course.Diagnostics.Outcome<Book.CourseBook> read) => read.Value.Lessons.Single().Source.Snippets.Single().Code;
    }

    [Fact]
    public void AThirdLanguageIsOnlyAWordInCourseYaml()
    {
        using var course = SampleCourse.Create([(SampleCourse.Lesson + "/ja.md", "# 消失\n\n## 最初 {#first}\n\n```csharp id=a\n```\n")]);
        var reader = new ContentReader();
        Assert.Equal(ContentFaults.UnknownText.Id, Assert.Single(reader.Read(course.Root).Diagnostics).Id);
        course.Write("course.yaml", "title: {en: D, ko: 깊은, ja: 深い}\nlanguages: [ko, en, ja]\n");
        course.Write("glossary.yaml", "terms: []\n");
        course.Write("tracks/01-base/track.yaml", "id: base\ntitle: {en: B, ko: 기초, ja: 基礎}\n");
        var read = reader.Read(course.Root);
        Assert.Empty(read.Diagnostics);
        Assert.Equal("消失", read.Value.Lessons.Single().In("ja").Title);
    }

    [Fact]
    public void ResultsDoNotDependOnWhatWasReadBefore()
    {
        using var course = SampleCourse.Create([(SampleCourse.Lesson + "/en.md", "# V\n\n[](lesson:nowhere) {term:none}\n")]);
        var reader = new ContentReader();
        reader.Read(course.Root);
        course.Write("course.yaml", "title: {en: D}\nlanguages: [en]\n");
        course.Write(SampleCourse.Lesson + "/lesson.yaml", "id: other\nstatus: draft\nminutes: 1\nsource: en\n");
        Assert.Equal(new ContentReader().Read(course.Root).Diagnostics, reader.Read(course.Root).Diagnostics);
    }
}
