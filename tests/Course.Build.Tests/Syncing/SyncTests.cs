using System.Text.Json;
using Course.Build.Tests.CommandLine;

namespace Course.Build.Tests.Syncing;

/// <summary>The command <c>sync</c> as a process: what it shows, what it accepts, and what it leaves alone.</summary>
public sealed class SyncTests
{
    [Fact]
    public async Task The_first_accept_establishes_the_lock_and_nothing_but_the_lock_is_written()
    {
        using var course = new TranslatedCourse();
        var prose = course.Prose;
        Assert.Contains("first (ko): never accepted", await course.SyncWellAsync());
        Assert.Contains("never accepted", await course.SyncWellAsync("--accept"));
        Assert.False(File.Exists(course.Files[TranslatedCourse.Lock]));

        Assert.Contains("accepted 6 blocks in content/tracks/00-one/00-first/ko.lock", await course.SyncWellAsync("--accept", "first"));
        var written = course.Files.Read(TranslatedCourse.Lock);
        Assert.Contains("\n\nparagraph\nen The loss falls by 3 percent.\nko 손실이 3퍼센트 줄어든다.\n\n", written);
        Assert.Contains("\n\nparagraph why\nen Steps are small.\nko 걸음이 작다.\n", written);
        Assert.Equal("1 translation agrees with its source.\n", await course.SyncWellAsync("first"));
        await course.SyncWellAsync("--accept", "--all");
        Assert.Equal(written, course.Files.Read(TranslatedCourse.Lock));
        Assert.Equal("2 translations agree with their source.\n", await course.SyncWellAsync());
        Assert.Equal(prose, course.Prose);
    }

    [Fact]
    public async Task A_change_is_shown_before_and_after_beside_the_translation_and_accepted_when_the_translator_has_worked()
    {
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        course.Files.Edit(TranslatedCourse.English, "3 percent", "4 percent");
        course.Files.Edit(TranslatedCourse.English, "Steps are", "The steps are");
        var shown = await course.SyncWellAsync();
        Assert.Contains("""
            ko behind (numbers)  first#top/1  paragraph  content/tracks/00-one/00-first/ko.md:3
              − en  The loss falls by [-3-] percent.
              + en  The loss falls by {+4+} percent.
                ko  손실이 3퍼센트 줄어든다.
            """, shown);
        Assert.Contains("ko behind (wording)  first#why/1", shown);
        Assert.Contains("2 behind in the translation.", shown);

        // Nobody has touched the translation, so there is nothing to accept, unless a block is named.
        var before = course.Files.Read(TranslatedCourse.Lock);
        Assert.Contains("2 blocks left that changed in one language alone", await course.SyncWellAsync("--accept"));
        Assert.Equal(before, course.Files.Read(TranslatedCourse.Lock));
        Assert.Contains("accepted 1 block", await course.SyncWellAsync("--accept", "first#why/1"));

        course.Files.Edit(TranslatedCourse.Korean, "3퍼센트", "4퍼센트");
        Assert.Contains("both changed (numbers)  first#top/1", await course.SyncWellAsync("first"));
        Assert.Contains("accepted 1 block", await course.SyncWellAsync("--accept"));
        Assert.Equal("2 translations agree with their source.\n", await course.SyncWellAsync());
    }

    [Fact]
    public async Task Json_says_it_all()
    {
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        course.Files.Edit(TranslatedCourse.Korean, "매번", "그때마다");
        course.Files.Edit(TranslatedCourse.English, "Steps are small.", "Steps are small.\n\nNew here.");
        using var report = JsonDocument.Parse(await course.SyncWellAsync("first", "--json"));
        var translation = Assert.Single(report.RootElement.GetProperty("translations").EnumerateArray().ToList());
        Assert.Equal(("first", "ko", true, 7), (
            translation.GetProperty("lesson").GetString(), translation.GetProperty("language").GetString(),
            translation.GetProperty("hasLock").GetBoolean(), translation.GetProperty("blocks").GetInt32()));
        var open = translation.GetProperty("open").EnumerateArray().ToList();
        Assert.Equal(["top/2 sourceBehind wording en.md:5", "why/2 missing  en.md:11"], open.Select(static b =>
            $"{b.GetProperty("address").GetString()} {b.GetProperty("state").GetString()} {string.Join(',', b.GetProperty("changes").EnumerateArray().Select(static c => c.GetString()))} {Path.GetFileName(b.GetProperty("file").GetString())}:{b.GetProperty("line").GetInt32()}"));
        Assert.Equal("매번 줄어든다.", open[0].GetProperty("translation").GetProperty("agreed").GetString());
        Assert.Equal("그때마다 줄어든다.", open[0].GetProperty("translation").GetProperty("now").GetString());
        Assert.Equal(JsonValueKind.Null, open[1].GetProperty("translation").GetProperty("now").ValueKind);
    }

    [Theory]
    [InlineData("There is no lesson `frist`. Did you mean `first`?", "frist")]
    [InlineData("The lesson has no block `why/11`. Did you mean `why/1`?", "--accept", "first#why/11")]
    [InlineData("--accept --all", "--all")]
    [InlineData("needs a terminal", "--interactive")]
    [InlineData("no language `kr`", "--language", "kr")]
    public async Task What_cannot_be_meant_ends_with_2_and_says_what_could(string expected, params string[] arguments)
    {
        using var course = new TranslatedCourse();
        var ended = await course.SyncAsync(arguments);
        Assert.True(ended.Code == 2, ended.ToString());
        Assert.Contains(expected, ended.Error);
        Assert.False(File.Exists(course.Files[TranslatedCourse.Lock]));
    }

    [Theory]
    [InlineData(TranslatedCourse.Lock, "heading why\n", "<<<<<<< HEAD\nheading why\n", "CO1303")]
    [InlineData(TranslatedCourse.Lock, "heading why\n", "heading why\nfr Pourquoi\n", "CO1301")]
    [InlineData(TranslatedCourse.Lock, "source en\n", "{\n", "CO1302")]
    [InlineData(TranslatedCourse.English, "Steps are small.", "```text\nSteps are small.", "CO2008")]
    [InlineData(TranslatedCourse.Korean, "걸음이 작다.", ":::tip\n걸음이 작다.", "CO2102")]
    public async Task What_cannot_be_read_for_sure_is_not_accepted(string file, string old, string now, string fault)
    {
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        course.Files.Edit(file, old, now);
        var locked = course.Files.Read(TranslatedCourse.Lock);
        var ended = await course.SyncAsync("--accept", "--all");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains($"error {fault} {file["content/".Length..]}", ended.Error);
        Assert.Contains("→", ended.Error);
        Assert.DoesNotContain("   at ", ended.Error);
        Assert.Equal(locked, course.Files.Read(TranslatedCourse.Lock));

        // The other lesson is none of its business.
        Assert.Contains("agrees", await course.SyncWellAsync("--accept", "second"));
    }

    [Fact]
    public async Task In_a_terminal_it_asks_block_by_block_until_told_to_stop()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "There is no program here that gives a process a terminal.");
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        course.Files.Edit(TranslatedCourse.English, "3 percent", "4 percent");
        course.Files.Edit(TranslatedCourse.English, "every step", "each step");
        course.Files.Edit(TranslatedCourse.English, "Steps are", "The steps are");
        var start = new System.Diagnostics.ProcessStartInfo("/usr/bin/script", ["-qec", $"dotnet exec '{CourseBuild.Tool(Checkout.Root)}' sync --interactive --root content", "/dev/null"])
        {
            WorkingDirectory = course.Files.Root, RedirectStandardInput = true, RedirectStandardOutput = true,
        };
        using var asking = System.Diagnostics.Process.Start(start)!;
        var output = asking.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await asking.StandardInput.WriteAsync("n\ny\nq\n");
        await asking.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        await asking.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(3, (await output).Split("Accept it as it stands?").Length - 1);

        // The second was accepted, the first was not, and nothing was said about the third.
        var left = await course.SyncWellAsync();
        Assert.Contains("first#top/1", left);
        Assert.DoesNotContain("first#top/2", left);
        Assert.Contains("first#why/1", left);
    }

    [Fact]
    public async Task A_lock_that_cannot_be_written_is_named_and_ends_with_1()
    {
        using var course = new TranslatedCourse();
        course.Files.Write(TranslatedCourse.Lock + "/in-the-way.txt", "x");
        var ended = await course.SyncAsync("--accept", "first");
        Assert.True(ended.Code == 1, ended.ToString());
        Assert.Contains("00-first/ko.lock cannot be written", ended.Error);
        Assert.DoesNotContain(Directory.EnumerateFiles(course.Files[TranslatedCourse.Folder]), static f => f.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_branches_that_accept_different_blocks_merge_without_a_conflict()
    {
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        File.Copy(course.Files[TranslatedCourse.Lock], course.Files["base.lock"]);
        var (english, korean) = (course.Files.Read(TranslatedCourse.English), course.Files.Read(TranslatedCourse.Korean));

        // Ours changes one paragraph and adds another; theirs changes the very next one.
        course.Files.Edit(TranslatedCourse.English, "3 percent.", "4 percent.");
        course.Files.Edit(TranslatedCourse.Korean, "3퍼센트", "4퍼센트");
        course.Files.Edit(TranslatedCourse.English, "And there are many.", "And there are many.\n\nVery many.");
        course.Files.Edit(TranslatedCourse.Korean, "그리고 많다.", "그리고 많다.\n\n아주 많다.");
        await course.SyncWellAsync("--accept", "first");
        File.Move(course.Files[TranslatedCourse.Lock], course.Files["ours.lock"]);
        var (oursEnglish, oursKorean) = (course.Files.Read(TranslatedCourse.English), course.Files.Read(TranslatedCourse.Korean));

        course.Files.Write(TranslatedCourse.English, english.Replace("every step", "each step", StringComparison.Ordinal));
        course.Files.Write(TranslatedCourse.Korean, korean.Replace("매번", "걸음마다", StringComparison.Ordinal));
        File.Copy(course.Files["base.lock"], course.Files[TranslatedCourse.Lock]);
        await course.SyncWellAsync("--accept", "first");

        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(
            "git", ["merge-file", course.Files["ours.lock"], course.Files["base.lock"], course.Files[TranslatedCourse.Lock]]))!;
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, git.ExitCode);

        course.Files.Write(TranslatedCourse.English, oursEnglish.Replace("every step", "each step", StringComparison.Ordinal));
        course.Files.Write(TranslatedCourse.Korean, oursKorean.Replace("매번", "걸음마다", StringComparison.Ordinal));
        File.Move(course.Files["ours.lock"], course.Files[TranslatedCourse.Lock], overwrite: true);
        Assert.Equal("1 translation agrees with its source.\n", await course.SyncWellAsync("first"));
    }

    [Fact]
    public async Task A_strict_build_fails_for_numbers_and_code_and_warns_for_words()
    {
        using var course = new TranslatedCourse();
        await course.SyncWellAsync("--accept", "--all");
        Assert.Equal(0, (await course.BuildAsync("--strict")).Code);
        course.Files.Edit(TranslatedCourse.English, "Steps are small.", "The steps are small.\n\nA new one with `code` and 5.");
        var words = await course.BuildAsync("--strict", "--quiet");
        Assert.True(words.Code == 0, words.ToString());
        Assert.Contains("warning CO2501 content/tracks/00-one/00-first/ko.md:9", words.Output);
        Assert.Contains("warning CO2505 content/tracks/00-one/00-first/ko.md", words.Output);

        course.Files.Edit(TranslatedCourse.English, "3 percent", "4 percent");
        var lenient = await course.BuildAsync("--quiet");
        Assert.Equal(0, lenient.Code);
        Assert.Contains("warning CO2502 content/tracks/00-one/00-first/ko.md:3", lenient.Output);
        var strict = await course.BuildAsync("--strict", "--quiet");
        Assert.Equal(1, strict.Code);
        Assert.Contains("error CO2502 content/tracks/00-one/00-first/ko.md:3", strict.Output);
        Assert.Contains("warning CO2501", strict.Output);
    }
}
