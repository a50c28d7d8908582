using System.Text;
using Course.Content.Files;

namespace Course.Content.Tests;

public sealed class CourseLoaderTests
{
    private const string English = SampleCourse.Lesson + "/en.md";

    [Fact]
    public void ListsEverythingInOrdinalOrderAndByKind()
    {
        using var course = SampleCourse.Create([
            (SampleCourse.Lesson + "/exercise/starter.cs", "var x = 1;\n"), (SampleCourse.Lesson + "/data/b.csv", "1"), (SampleCourse.Lesson + "/data/a.csv", "1"),
            (SampleCourse.Lesson + "/recorded/z.json", "{}"), (SampleCourse.Lesson + "/recorded/a.json", "{}"), (SampleCourse.Lesson + "/.hidden", "x"),
            (SampleCourse.Lesson + "/exercise/deep/readme.md", "x"), ("tracks/00-zero/track.yaml", "id: zero\n"), ("achievements.yaml", "a: b\n"), ("other.txt", "x"),
        ]);
        var files = CourseLoader.Load(course.Root);
        Assert.Empty(files.Diagnostics);
        Assert.Equal(["tracks/00-zero", "tracks/01-base"], files.Value.Tracks.Select(static t => t.Folder));
        Assert.NotNull(files.Value.Achievements);
        var lesson = files.Value.Tracks[1].Lessons.Single();
        Assert.Equal(["en", "ko"], lesson.Texts.Keys);
        Assert.Equal(["exercise/starter.cs"], lesson.Code.Keys);
        Assert.Equal(["data/a.csv", "data/b.csv", "exercise/deep/readme.md"], lesson.Assets.Keys);
        Assert.Equal(["recorded/a.json", "recorded/z.json"], lesson.Recorded);
        Assert.Equal(Course.Diagnostics.ContentHash.Of("1"), lesson.Assets["data/a.csv"].Hash());
    }

    [Theory]
    [InlineData("# T\n\n가\uFEFF", "# T\n\n가\uFEFF")]
    [InlineData("\uFEFF# T\r\nx\ry\n", "# T\nx\ny\n")]
    [InlineData("a\u2028b\u0085c\fd", "a\u2028b\u0085c\fd")]
    public void TextsAreNormalized(string written, string read)
    {
        using var course = SampleCourse.Create();
        course.Write(English, Encoding.UTF8.GetBytes(written));
        var file = CourseLoader.Load(course.Root).Value.Tracks[0].Lessons[0].Texts["en"];
        Assert.Equal(read, file.Text);
        Assert.Equal(Course.Diagnostics.ContentHash.Of(read), file.Hash);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x41 }, 1, 1)]
    [InlineData(new byte[] { 0x41, 0x0A, 0xEA, 0xB0, 0x80, 0x42, 0xC0, 0x80 }, 2, 3)]
    [InlineData(new byte[] { 0xF0, 0x9F, 0x98, 0x80, 0xED, 0xA0, 0x80 }, 1, 3)]
    [InlineData(new byte[] { 0x41, 0xEA, 0xB0 }, 1, 2)]
    public void BadBytesAreToldByPlace(byte[] bytes, int line, int column)
    {
        using var course = SampleCourse.Create();
        course.Write(English, bytes);
        var found = Assert.Single(CourseLoader.Load(course.Root).Diagnostics);
        Assert.Equal((ContentFaults.InvalidUtf8.Id, English, line, column), (found.Id, found.Location.File, found.Location.StartLine, found.Location.StartColumn));
    }

    [Theory]
    [InlineData("x\n가 \u1100\u1161", 2, 3)]
    [InlineData("\uAC00\u11A8", 1, 1)]
    [InlineData("\u1100 alone, \uAC01\u11A8 full, \u1161", 0, 0)]
    public void LooseJamoAreToldByPlace(string text, int line, int column)
    {
        using var course = SampleCourse.Create();
        course.Write(English, text);
        var found = CourseLoader.Load(course.Root).Diagnostics;
        if (line == 0) Assert.Empty(found);
        else Assert.Equal((ContentFaults.DecomposedHangul.Id, line, column), (found.Single().Id, found.Single().Location.StartLine, found.Single().Location.StartColumn));
    }

    [Fact]
    public void LinksLongFilesAndMissingRootsAreReported()
    {
        using var course = SampleCourse.Create();
        Directory.CreateSymbolicLink(course.PathOf("tracks/01-base/loop"), course.PathOf("tracks"));
        File.CreateSymbolicLink(course.PathOf(SampleCourse.Lesson + "/de.md"), course.PathOf("nowhere.md"));
        course.Write(SampleCourse.Lesson + "/en.md", new string('x', 3_000_000));
        Assert.Equal(
            [ContentFaults.Unreadable.Id, ContentFaults.LinkedFolder.Id, ContentFaults.FileTooLong.Id],
            CourseLoader.Load(course.Root).Diagnostics.Select(static d => d.Id).Order(StringComparer.Ordinal));
        Assert.Equal(ContentFaults.NoCourse.Id, Assert.Single(CourseLoader.Load(course.PathOf("nowhere")).Diagnostics).Id);
    }

    [Fact]
    public void ReloadingKeepsWhatHasNotChanged()
    {
        using var course = SampleCourse.Create([(SampleCourse.Lesson + "/data/a.csv", "1")]);
        Settle(course);
        var first = CourseLoader.Load(course.Root).Value;
        course.Write(English, "# Other\n");
        var second = CourseLoader.Load(course.Root, first).Value;
        Assert.Same(first.Course, second.Course);
        Assert.Same(first.Tracks[0].Lessons[0].Texts["ko"], second.Tracks[0].Lessons[0].Texts["ko"]);
        Assert.Same(first.Tracks[0].Lessons[0].Assets["data/a.csv"], second.Tracks[0].Lessons[0].Assets["data/a.csv"]);
        Assert.Equal("# Other\n", second.Tracks[0].Lessons[0].Texts["en"].Text);
    }

    [Fact]
    public void AChangeThatTheStampCannotShowIsSeenAllTheSame()
    {
        using var course = SampleCourse.Create();
        course.Write(English, "# Aaa\n");
        var stamp = File.GetLastWriteTimeUtc(course.PathOf(English));
        var first = CourseLoader.Load(course.Root).Value;
        course.Write(English, "# Bbb\n");
        File.SetLastWriteTimeUtc(course.PathOf(English), stamp);
        Assert.Equal("# Bbb\n", CourseLoader.Load(course.Root, first).Value.Tracks[0].Lessons[0].Texts["en"].Text);
    }

    [Fact]
    public void DiagnosticsOfKeptFilesAreKept()
    {
        using var course = SampleCourse.Create();
        course.Write(English, [0xFF]);
        Settle(course);
        var first = CourseLoader.Load(course.Root);
        Assert.Equal(first.Diagnostics, CourseLoader.Load(course.Root, first.Value).Diagnostics);
    }

    /// <summary>Moves the time stamps into the past, as if the files had been written long before.</summary>
    internal static void Settle(SampleCourse course)
    {
        foreach (var file in Directory.GetFiles(course.Root, "*", SearchOption.AllDirectories))
        {
            File.SetLastWriteTimeUtc(file, new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        }
    }
}
