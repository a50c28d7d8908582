using System.Collections.Immutable;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests.Sessions;

public sealed class SessionPlannerTests
{
    [Fact]
    public void Sessions_stand_in_the_order_of_their_first_snippets_and_keep_the_order_within()
    {
        var data = ImmutableSortedDictionary<string, string>.Empty.Add("data/x.csv", "/x.csv");

        var sessions = SessionPlanner.Plan(
            "lesson",
            [Make.Snippet("a", "", session: "z"), Make.Snippet("b", "", session: "main"), Make.Snippet("c", "", session: "z"), Make.Snippet("d", "", session: "Main")],
            data, seed: 6);

        Assert.Equal(["z: a c", "main: b", "Main: d"], sessions.Select(static s => $"{s.Name}: {string.Join(' ', s.Snippets.Select(static x => x.Id))}"));
        Assert.All(sessions, s => Assert.Equal(("lesson", data, 6), (s.Lesson, s.Data, s.Seed)));
    }
}
