using System.Collections.Immutable;
using Course.Snippets.Compilation;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests.Compilation;

public sealed class SeedShiftTests
{
    [Theory]
    [InlineData("manual_seed(42);", "manual_seed((42) + 3);")]
    [InlineData("torch.manual_seed(seed);\nvar x = torch.random.manual_seed(a + 1);", "torch.manual_seed((seed) + 3);\nvar x = torch.random.manual_seed((a + 1) + 3);")]
    [InlineData("var r = new Random(7); var s = new System.Random(8 * 2);", "var r = new Random((7) + 3); var s = new System.Random((8 * 2) + 3);")]
    [InlineData("var f = (int seed) => { manual_seed(seed); return new Random(new Random(1).Next()); };", "var f = (int seed) => { manual_seed((seed) + 3); return new Random((new Random((1) + 3).Next()) + 3); };")]
    [InlineData("var r = new Random(); Seed(4); var manual_seed = 5; // manual_seed(6)", "var r = new Random(); Seed(4); var manual_seed = 5; // manual_seed(6)")]
    [InlineData("Console.WriteLine(\"manual_seed(1)\");", "Console.WriteLine(\"manual_seed(1)\");")]
    [InlineData("manual_seed(", "manual_seed(")]
    public void Seeds_that_code_sets_are_moved_and_nothing_else(string code, string moved)
    {
        var session = new SessionSource("lesson", "main", [Make.Snippet("s", code)], ImmutableSortedDictionary<string, string>.Empty, 40).WithSeedsMoved(3);
        Assert.Equal((43, moved), (session.Seed, session.Snippets[0].Code));
    }
}
