using Course.Build.Cleaning;
using Course.Build.Outside;

namespace Course.Build.Tests;

/// <summary>What leaves the cache, and when.</summary>
public sealed class CacheSweepTests
{
    private static readonly DateTime LongAgo = DateTime.UtcNow.AddDays(-40);

    [Fact]
    public async Task What_nobody_used_for_a_month_goes_and_nothing_else()
    {
        using var folder = new TempFolder();
        string[] forgotten =
        [
            "math.0123456789abcdef.json", "math.0123456789abcdef.json.4711", "picture.0123456789abcdef.png",
            "download.0123456789abcdef.0123456789abcdef0123456789abcdef.zip", "build.0123456789ab.lock",
        ];
        string[] kept = ["snippet-host.stamp", "other.json", "checker/0123456789abcdef/dotnet.js", "client.0123456789abcdef.json"];
        foreach (var file in forgotten.Concat(kept)) Age(folder, file);
        folder.Write("math.fedcba9876543210.json", "new");

        // Two that are as old, of which one is read now and the other is held by a command that does not use the cache.
        Assert.NotNull(new HashedFile(folder["client.0123456789abcdef.json"]).Read());
        Age(folder, "build.ffffffffffff.lock");
        using var held = await FileTurn.TakeAsync(folder["build.ffffffffffff.lock"], TestContext.Current.CancellationToken);
        File.SetLastWriteTimeUtc(folder["build.ffffffffffff.lock"], LongAgo);

        await UseAsync(folder);
        Assert.Equal(forgotten.Length, CacheSweep.Run(folder.Root, DateTime.UtcNow));
        Assert.Equal(
            kept.Concat(["math.fedcba9876543210.json", "build.ffffffffffff.lock", "cache.lock"]).Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(folder.Root, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(folder.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal));

        // Once a day is enough.
        Age(folder, forgotten[0]);
        Assert.Equal(0, CacheSweep.Run(folder.Root, DateTime.UtcNow));
        Assert.Equal(1, CacheSweep.Run(folder.Root, DateTime.UtcNow + CacheSweep.Grain));
    }

    [Fact]
    public async Task Nothing_goes_while_a_build_is_at_work_nor_without_a_cache()
    {
        using var folder = new TempFolder();
        Age(folder, "math.0123456789abcdef.json");
        await UseAsync(folder);
        using (await CacheTurn.ShareAsync(folder.Root, TestContext.Current.CancellationToken))
        using (await CacheTurn.ShareAsync(folder.Root, TestContext.Current.CancellationToken))
        {
            Assert.Equal(0, CacheSweep.Run(folder.Root, DateTime.UtcNow));
        }

        Assert.Equal(1, CacheSweep.Run(folder.Root, DateTime.UtcNow));
        Assert.Equal(0, CacheSweep.Run(folder["nowhere"], DateTime.UtcNow));
    }

    [Fact]
    public async Task What_a_build_has_found_stays_until_it_is_done_however_many_build_and_sweep()
    {
        using var folder = new TempFolder();
        var cancellation = TestContext.Current.CancellationToken;
        var names = Enumerable.Range(0, 5).Select(static i => $"math.0123456789abcde{i}.json").ToArray();
        var building = true;
        var swept = 0;
        var sweeper = Task.Run(
            () =>
            {
                while (Volatile.Read(ref building))
                {
                    swept += CacheSweep.Run(folder.Root, DateTime.UtcNow + CacheSweep.Grain);
                    Thread.Yield();
                }
            },
            cancellation);
        await Task.WhenAll(Enumerable.Range(0, 3).Select(builder => Task.Run(
            async () =>
            {
                for (var i = 0; i < 100; i++)
                {
                    using (await CacheTurn.ShareAsync(folder.Root, cancellation))
                    {
                        var file = new HashedFile(folder[names[(i + builder) % names.Length]]);
                        if (!file.Exists) file.Write("[]"u8);

                        // As if it had lain there for long: only the lock keeps it.
                        File.SetLastWriteTimeUtc(file.Path, LongAgo);
                        await Task.Yield();
                        Assert.Equal("[]"u8.ToArray(), File.ReadAllBytes(file.Path));
                    }

                    await Task.Delay(1, cancellation);
                }
            },
            cancellation)));
        Volatile.Write(ref building, false);
        await sweeper;
        Assert.True(swept > 0, "No sweep ever had its turn, so that nothing was tried.");
    }

    private static void Age(TempFolder folder, string file)
    {
        folder.Write(file, "[]");
        File.SetLastWriteTimeUtc(folder[file], LongAgo);
    }

    /// <summary>A build that was at work some days ago.</summary>
    private static async Task UseAsync(TempFolder folder)
    {
        (await CacheTurn.ShareAsync(folder.Root, TestContext.Current.CancellationToken))!.Dispose();
        File.SetLastWriteTimeUtc(CacheTurn.LockOf(folder.Root), DateTime.UtcNow.AddDays(-2));
    }
}
