using Course.Build.Outside;
using Course.Build.Pipeline;
using Course.Build.Tests.Pipeline;
using Course.Build.Verification;
using Course.Content;
using Course.Snippets.Keys;

namespace Course.Build.Tests.Verification;

/// <summary>Changes one thing at a time in a repository and asks what must be proven again.</summary>
public sealed class ChangeScopeTests
{
    private const string Lesson = "content/tracks/00-one/00-first", English = Lesson + "/en.md", Korean = Lesson + "/ko.md";
    private static readonly string[] None = [], Main = ["first/main"], Alone = ["first/alone"], First = ["first/main", "first/alone"], All = ["first/main", "first/alone", "second/main"];

    private static readonly Dictionary<string, (Action<TempFolder> Change, string[] Affected)> Changes = new(StringComparer.Ordinal)
    {
        ["nothing"] = (static _ => { }, None),
        ["prose"] = (static f => f.Edit(English, "Some prose.", "Other prose."), None),
        ["prose that moves the code"] = (static f => f.Edit(English, "Some prose.", "One.\n\nTwo."), None),
        ["prose of the translation"] = (static f => f.Edit(Korean, "글.", "다른 글."), None),
        ["a title"] = (static f => f.Edit(English, "title=\"Load\"", "title=\"Read\""), None),
        ["a token"] = (static f => f.Edit(English, "numbers.Length", "numbers.Length + 1"), Main),
        ["a token of the other session"] = (static f => f.Edit(English, "\"alone\"", "\"Alone\""), Alone),
        ["a tolerance"] = (static f => f.Edit(English, "id=print", "id=print tolerance=0.5"), Main),
        ["a time limit"] = (static f => f.Edit(English, "id=alone", "id=alone timeout=3s"), Alone),
        ["a record"] = (static f => f.Edit(Lesson + "/recorded/alone.json", "\"kind\": \"Completed\"", "\"kind\": \"Threw\""), Alone),
        ["a record that goes"] = (static f => File.Delete(f[Lesson + "/recorded/print.json"]), Main),
        ["a byte of data"] = (static f => f.Write(Lesson + "/data/n.csv", "1\n3\n"), First),
        ["a file that is no data"] = (static f => f.Write(Lesson + "/notes.txt", "x"), None),
        ["the lesson's facts"] = (static f => f.Edit(Lesson + "/lesson.yaml", "minutes: 1", "minutes: 2"), First),
        ["the course's title"] = (static f => f.Edit("content/course.yaml", "Proven", "Shown"), None),
        ["the seed"] = (static f => f.Edit("content/course.yaml", "seed: 1", "seed: 2"), All),
        ["the host"] = (static f => f.Write("engine/tools/snippet-host/New.cs", "// x"), All),
        ["the engine's packages"] = (static f => f.Write("engine/Directory.Packages.props", "<Project />"), All),
        ["a figure's code"] = (static f => f.Write("engine/src/Course.Figures/New.cs", "// x"), All),
        ["how pages are made"] = (static f => f.Write("engine/src/Course.Site/New.cs", "// x"), None),
        ["a file elsewhere"] = (static f => f.Write("README.md", "x"), None),
        ["a lesson more"] = (static f =>
        {
            f.Write("content/tracks/00-one/02-third/lesson.yaml", "id: third\nstatus: published\nminutes: 1\nsource: en\npublished: 2026-01-02\n");
            f.Write("content/tracks/00-one/02-third/en.md", "# Third\n\n```csharp id=third\nConsole.WriteLine(3);\n```\n");
        }, ["third/main"]),
        ["a lesson's folder"] = (static f => Directory.Move(f[Lesson], f["content/tracks/00-one/07-first"]), First),
    };

    private static readonly string[] AlsoCommitted = ["nothing", "a token", "a record", "a lesson more", "a lesson's folder", "how pages are made"];

    public static TheoryData<string, bool> Cases { get; } =
        [.. Changes.Keys.Select(static name => new TheoryDataRow<string, bool>(name, false)), .. AlsoCommitted.Select(static name => new TheoryDataRow<string, bool>(name, true))];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Only_what_a_change_can_affect_is_proven(string change, bool committed)
    {
        using var course = await RepositoryAsync();
        var (make, affected) = Changes[change];

        make(course.Folder);
        if (committed)
        {
            await GitAsync(course.Folder, "add", "--all");
            await GitAsync(course.Folder, "commit", "--allow-empty", "--quiet", "-m", "change");
        }

        var chosen = await ChooseAsync(course.Folder, committed ? "HEAD~1" : "HEAD");
        Assert.Empty(chosen.Diagnostics);
        Assert.Equal(affected.Order(StringComparer.Ordinal), chosen.Value.Select(static s => s.Session.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("nowhere")]
    [InlineData("--output=x")]
    [InlineData("")]
    public async Task A_revision_that_git_does_not_know_is_a_fault_that_says_so(string revision)
    {
        using var course = await RepositoryAsync();
        var chosen = await ChooseAsync(course.Folder, revision);
        Assert.Equal("CO5081", Assert.Single(chosen.Diagnostics).Id);
        Assert.Empty(chosen.Value);
        Assert.False(File.Exists(course.Folder["x"]));
    }

    [Fact]
    public async Task A_course_outside_of_git_is_a_fault_that_says_so()
    {
        using var course = await ProvenCourse.CopyAsync();
        Assert.Equal("CO5081", Assert.Single((await ChooseAsync(course.Folder, "HEAD")).Diagnostics).Id);
    }

    private static async Task<ProvenCourse> RepositoryAsync()
    {
        var course = await ProvenCourse.CopyAsync();
        await GitAsync(course.Folder, "init", "--quiet");
        await GitAsync(course.Folder, "add", "--all");
        await GitAsync(course.Folder, "commit", "--quiet", "-m", "first");
        return course;
    }

    private static async Task GitAsync(TempFolder folder, params string[] arguments)
    {
        var git = await ExternalProgram.RunAsync(
            "git", ["-c", "user.name=test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", .. arguments], folder.Root, null, TestContext.Current.CancellationToken);
        Assert.True(git.Succeeded, git.Error);
    }

    private static Task<Course.Diagnostics.Outcome<System.Collections.Immutable.ImmutableArray<LessonSession>>> ChooseAsync(TempFolder folder, string revision)
    {
        var book = new ContentReader().Read(folder["content"]).Value;
        var plan = new SnippetProver(folder["content"], () => EngineVersions.Read(folder["engine"]), TimeProvider.System).Plan(book)!.Value;
        return new ChangeScope(folder["content"], folder["engine"]).ChooseAsync(book, plan.Sessions, revision, TestContext.Current.CancellationToken);
    }
}
