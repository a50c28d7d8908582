using Course.Build.Verification;
using CsCheck;

namespace Course.Build.Tests.Verification;

public sealed class ShardTests
{
    private static readonly Gen<(long[] Sizes, int Count)> Work = Gen.Select(
        Gen.OneOf(Gen.Long[0, 60_000], Gen.Long[300, 301], Gen.Const(0L)).Array[0, 120], Gen.Int[1, 12]);

    [Fact]
    public void All_parts_together_are_the_whole_and_no_two_share_anything() => Work.Sample(static work =>
    {
        var parts = Parts(work.Sizes, work.Count);
        Assert.Equal(Enumerable.Range(0, work.Sizes.Length), parts.SelectMany(static p => p).Order());
        Assert.All(parts, static p => Assert.Equal(p.Order(), p));
    });

    [Fact]
    public void No_two_parts_are_further_apart_than_a_tenth_or_one_session() => Work.Sample(static work =>
    {
        if (work.Sizes.Length == 0) return;
        var loads = Parts(work.Sizes, work.Count).Select(p => p.Sum(i => work.Sizes[i])).ToList();
        Assert.True(loads.Max() - loads.Min() <= Math.Max(loads.Average() / 10, work.Sizes.Max()));
    });

    [Fact]
    public void Many_sessions_of_an_ordinary_course_are_within_a_tenth() => Gen.Long[300, 20_000].Array[200, 300].Sample(static sizes =>
    {
        var loads = Parts(sizes, 5).Select(p => p.Sum(i => sizes[i])).ToList();
        Assert.True(loads.Max() <= loads.Min() * 1.1);
    });

    [Fact]
    public void The_order_in_which_sessions_are_found_does_not_matter() => Gen.Select(Gen.Long[0, 9].Array[0, 40], Gen.Int[1, 6], Gen.Int).Sample(static (sizes, count, seed) =>
    {
        var all = sizes.Select(static (size, i) => (Name: $"s{i:000}", Size: size)).ToArray();
        var shuffled = all.ToArray();
        new Random(seed).Shuffle(shuffled);
        for (var n = 1; n <= count; n++)
        {
            var shard = new Shard(n, count);
            Assert.Equal(
                shard.Of(all, static s => s.Size, static s => s.Name).Select(static s => s.Name).Order(StringComparer.Ordinal),
                shard.Of(shuffled, static s => s.Size, static s => s.Name).Select(static s => s.Name).Order(StringComparer.Ordinal));
        }
    });

    [Theory]
    [InlineData("1/1", 1, 1)]
    [InlineData("2/5", 2, 5)]
    [InlineData("1000/1000", 1000, 1000)]
    public void A_part_is_read_from_its_two_numbers(string text, int number, int count) => Assert.Equal(new Shard(number, count), Shard.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("0/5")]
    [InlineData("6/5")]
    [InlineData("-1/5")]
    [InlineData("1/0")]
    [InlineData("1/5/2")]
    [InlineData("1 / 5")]
    [InlineData("1/1001")]
    [InlineData("1/99999999999")]
    [InlineData("١/٥")]
    public void What_is_no_part_is_refused(string text) => Assert.Null(Shard.Parse(text));

    private static List<int[]> Parts(long[] sizes, int count) =>
        [.. Enumerable.Range(1, count).Select(n => new Shard(n, count).Of([.. Enumerable.Range(0, sizes.Length)], i => sizes[i], static i => $"session {i:0000}").ToArray())];
}
