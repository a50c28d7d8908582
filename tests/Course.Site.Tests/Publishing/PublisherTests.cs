using CsCheck;
using Course.Diagnostics;
using Course.Site.Publishing;

namespace Course.Site.Tests.Publishing;

public sealed class PublisherTests : IDisposable
{
    private static readonly string[] Paths = ["index.html", "ko/index.html", "ko/a/index.html", "ko/a/b/index.html", "en/x.csv", "assets/s.css"];

    private readonly string _root = Directory.CreateTempSubdirectory("course-publish-").FullName;

    private string Site => Path.Combine(_root, "site");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void The_folder_holds_exactly_the_files_after_any_sequence_of_publishes_and_a_repeated_one_writes_nothing()
    {
        var name = Gen.Int[0, Paths.Length - 1].Select(static i => Paths[i]);
        var site = Gen.Dictionary(name, Gen.String[Gen.Char.AlphaNumeric, 0, 20])[0, 6];
        site.Array[1, 6].Sample(
            sequence =>
            {
                var folder = Path.Combine(_root, Guid.NewGuid().ToString("N"), "site");
                foreach (var files in sequence)
                {
                    var list = files.Select(static f => SiteFile.FromText(f.Key, f.Value)).ToList();
                    var first = Publisher.Publish(list, folder);
                    Assert.Empty(first.Diagnostics);
                    Assert.Equal(
                        files.OrderBy(static f => f.Key, StringComparer.Ordinal).Select(static f => (f.Key, f.Value)),
                        Contents(folder));
                    var stamps = Stamps(folder);
                    var second = Publisher.Publish(list, folder);
                    Assert.Equal(new PublishReport(0, list.Count, 0), second.Value);
                    Assert.Equal(stamps, Stamps(folder));
                }
            },
            iter: 60);
    }

    [Fact]
    public void Only_what_changed_is_written()
    {
        Publisher.Publish([File("a.html", "1"), File("b.html", "1"), File("c/d.html", "1")], Site);
        var kept = System.IO.File.GetLastWriteTimeUtc(Path.Combine(Site, "a.html"));
        var report = Publisher.Publish([File("a.html", "1"), File("b.html", "2"), File("e.html", "1")], Site).Value;
        Assert.Equal(new PublishReport(Written: 2, Unchanged: 1, Deleted: 1), report);
        Assert.Equal(kept, System.IO.File.GetLastWriteTimeUtc(Path.Combine(Site, "a.html")));
        Assert.False(Directory.Exists(Path.Combine(Site, "c")), "a folder that lost its last page should go too");
    }

    [Fact]
    public void A_file_can_come_where_a_folder_was_and_the_other_way_round()
    {
        SiteFile[] folder = [File("data/points", "1")];
        SiteFile[] file = [File("data", "2")];
        foreach (var files in new[] { folder, file, folder })
        {
            Assert.Empty(Publisher.Publish(files, Site).Diagnostics);
            Assert.Equal([(files[0].Path, System.Text.Encoding.UTF8.GetString(files[0].Bytes.Span))], Contents(Site));
        }
    }

    [Fact]
    public void A_file_that_somebody_changed_by_hand_is_written_again()
    {
        Publisher.Publish([File("a.html", "good")], Site);
        System.IO.File.WriteAllText(Path.Combine(Site, "a.html"), "evil");
        Assert.Equal(1, Publisher.Publish([File("a.html", "good")], Site).Value.Written);
        Assert.Equal([("a.html", "good")], Contents(Site));
    }

    [Fact]
    public void A_publish_that_was_killed_amid_its_moves_is_finished_by_the_next_one()
    {
        SiteFile[] old = [File("a.html", "old a"), File("b.html", "old b"), File("gone/c.html", "old c")];
        SiteFile[] next = [File("a.html", "new a"), File("b.html", "new b"), File("new/d.html", "new d")];
        for (var done = 0; done <= next.Length; done++)
        {
            var folder = Path.Combine(_root, $"killed-{done}", "site");
            Publisher.Publish(old, folder);

            // What is on disk when the process dies after `done` moves.
            var folders = new PublishFolders(folder);
            Directory.CreateDirectory(folders.Staging);
            foreach (var file in next)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(folders.Staged(file.Path))!);
                System.IO.File.WriteAllBytes(folders.Staged(file.Path), file.Bytes.ToArray());
            }

            new PublishJournal([.. next.Select(static f => f.Path)], ["gone/c.html"]).Write(folders);
            for (var i = 0; i < done; i++)
            {
                var target = folders.InSite(next[i].Path);
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                System.IO.File.Move(folders.Staged(next[i].Path), target, overwrite: true);
            }

            var report = Publisher.Publish(next, folder);
            Assert.Empty(report.Diagnostics);
            Assert.Equal(next.Select(static f => (f.Path, System.Text.Encoding.UTF8.GetString(f.Bytes.Span))), Contents(folder));
            Assert.False(System.IO.File.Exists(folders.Journal));
        }
    }

    [Fact]
    public void A_publish_that_was_killed_while_it_staged_leaves_the_old_site_and_no_rubbish()
    {
        Publisher.Publish([File("a.html", "old")], Site);
        var folders = new PublishFolders(Site);
        Directory.CreateDirectory(folders.Staging);
        System.IO.File.WriteAllText(folders.Staged("a.html"), "half a pa");
        Assert.Equal([("a.html", "old")], Contents(Site));
        Assert.Equal(1, Publisher.Publish([File("a.html", "new")], Site).Value.Written);
        Assert.Equal([("a.html", "new")], Contents(Site));
        Assert.False(Directory.Exists(folders.Staging));
    }

    [Fact]
    public void A_full_disk_leaves_the_last_good_site()
    {
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root") Assert.Skip("Only root can mount a small disk.");
        var disk = Directory.CreateDirectory(Path.Combine(_root, "disk")).FullName;
        if (!Ran("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk)) Assert.Skip("No disk can be mounted here.");
        try
        {
            var site = Path.Combine(disk, "site");
            Assert.Empty(Publisher.Publish([File("a.html", "good")], site).Diagnostics);
            var outcome = Publisher.Publish([File("a.html", "next"), File("b.html", new string('x', 1_000_000))], site);
            Assert.Equal("CO6002", Assert.Single(outcome.Diagnostics).Id);
            Assert.Equal([("a.html", "good")], Contents(site));
            Assert.Empty(Publisher.Publish([File("a.html", "next")], site).Diagnostics);
            Assert.Equal([("a.html", "next")], Contents(site));
        }
        finally
        {
            Assert.True(Ran("umount", disk));
        }
    }

    [Fact]
    public void A_folder_that_holds_something_else_is_left_alone()
    {
        Directory.CreateDirectory(Site);
        System.IO.File.WriteAllText(Path.Combine(Site, "thesis.doc"), "years of work");
        var outcome = Publisher.Publish([File("index.html", "x")], Site);
        Assert.Equal("CO6001", Assert.Single(outcome.Diagnostics).Id);
        Assert.Equal([("thesis.doc", "years of work")], Contents(Site));
    }

    [Fact]
    public void Addresses_that_differ_in_case_alone_are_refused_before_anything_is_written()
    {
        var outcome = Publisher.Publish([File("ko/A/index.html", "1"), File("ko/a/index.html", "2")], Site);
        Assert.Equal("CO6004", Assert.Single(outcome.Diagnostics).Id);
        Assert.False(Directory.Exists(Site));
    }

    [Fact]
    public void Publishes_to_one_folder_take_turns()
    {
        var lists = Enumerable.Range(0, 4).Select(n => Enumerable.Range(0, 50).Select(i => File($"{i}.html", $"{n}")).ToList()).ToList();
        var outcomes = lists.AsParallel().WithDegreeOfParallelism(4).Select(list => Publisher.Publish(list, Site)).ToList();
        Assert.All(outcomes, static o => Assert.Empty(o.Diagnostics));
        Assert.Single(Contents(Site).Select(static c => c.Text).Distinct());
    }

    private static SiteFile File(string path, string text) => SiteFile.FromText(path, text);

    private static bool Ran(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo(program, arguments) { RedirectStandardError = true });
        process!.WaitForExit();
        return process.ExitCode == 0;
    }

    private static IEnumerable<(string Path, string Text)> Contents(string folder) =>
        Files(folder).Select(file => (Path.GetRelativePath(folder, file).Replace('\\', '/'), System.IO.File.ReadAllText(file)));

    private static IEnumerable<(string, DateTime)> Stamps(string folder) =>
        [.. Files(folder).Select(static file => (file, System.IO.File.GetLastWriteTimeUtc(file)))];

    private static IEnumerable<string> Files(string folder) => !Directory.Exists(folder) ? [] :
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).OrderBy(f => Path.GetRelativePath(folder, f), StringComparer.Ordinal);
}
