using System.Collections.Immutable;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Snippets.Tests.Keys;

public sealed class FreshnessTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("freshness").FullName;

    private static readonly EngineVersions Engine = new("packages", "net10.0", "host", "figures");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_just_recorded_is_fresh()
    {
        var session = Session();

        Assert.True(Freshness.Of(session, Engine, Record(session)).IsFresh);
    }

    public static TheoryData<string, string> Mutations => new()
    {
        { "comment", "" },
        { "layout", "" },
        { "title", "" },
        { "place", "" },
        { "timeout", "" },
        { "tolerance", "" },
        { "code", "run: code changed in b" },
        { "string", "run: code changed in a" },
        { "order", "run: the session's order, attributes, seed or other snippets changed" },
        { "throws", "run: the session's order, attributes, seed or other snippets changed" },
        { "reports", "run: the session's order, attributes, seed or other snippets changed" },
        { "seed", "run: the session's order, attributes, seed or other snippets changed" },
        { "boundary", "run: code changed in a, code changed in b" },
        { "new snippet", "run: new has no record" },
        { "removed snippet", "run: the session's order, attributes, seed or other snippets changed" },
        { "session", "run: a moved from session main to other, b moved from session main to other; check: n moved from session main to other, f moved from session main to other, i moved from session main to other" },
        { "no longer run", "run: the session's order, attributes, seed or other snippets changed" },
        { "no-run code", "check: code changed in n" },
        { "fails id", "check: the session's order, attributes, seed or other snippets changed" },
        { "ignored code", "check: code changed in i" },
        { "data", "run: data/x.csv changed" },
        { "data gone", "run: data/x.csv is missing" },
        { "data new", "run: data/y.csv is new" },
        { "data undeclared", "run: data/x.csv is not declared any more" },
        { "packages", "run: TorchSharp packages changed; check: TorchSharp packages changed" },
        { "runtime", "run: the framework changed from net10.0 to net11.0; check: the framework changed from net10.0 to net11.0" },
        { "host", "run: the snippet host changed" },
        { "figures", "run: Course.Figures changed; check: Course.Figures changed" },
    };

    [Fact]
    public void Changed_analyzers_compile_again_what_declares_findings_and_run_nothing()
    {
        var session = Session();
        var declaring = session with { Snippets = [session.Snippets[0] with { Reports = ["DL1001"] }, .. session.Snippets.Skip(1)] };
        var changed = Engine with { Analyzers = "other" };

        Assert.True(Freshness.Of(session, changed, Record(session)).IsFresh);
        var freshness = Freshness.Of(declaring, changed, Record(declaring));
        Assert.False(freshness.NeedsRun);
        Assert.Equal(["the analyzers changed"], freshness.CheckReasons);
    }

    [Theory]
    [MemberData(nameof(Mutations))]
    public void A_change_makes_stale_just_what_depends_on_it(string change, string expected)
    {
        var session = Session();
        var records = Record(session);

        var (changed, engine) = Mutate(session, change);
        var freshness = Freshness.Of(changed, engine, records);

        var told = string.Join("; ", new[]
        {
            freshness.RunReasons.IsEmpty ? "" : "run: " + string.Join(", ", freshness.RunReasons),
            freshness.CheckReasons.IsEmpty ? "" : "check: " + string.Join(", ", freshness.CheckReasons),
        }.Where(static s => s.Length > 0));
        Assert.Equal(expected, told);
    }

    [Fact]
    public void A_session_that_does_not_use_figures_does_not_depend_on_them()
    {
        var session = Session();

        Assert.True(Freshness.Of(session, Engine with { Figures = "other" }, Record(session, usesFigures: false)).IsFresh);
    }

    [Fact]
    public void A_comment_changes_the_listing_and_nothing_else()
    {
        var session = Session();
        var record = Record(session)["a"] with
        {
            Listings = ImmutableSortedDictionary<string, Listing>.Empty.Add("en", new(ContentHash.Of(session.Snippets[0].Code), [], [])),
        };

        Assert.True(Freshness.HasListingOf(record, "en", session.Snippets[0].Code));
        Assert.False(Freshness.HasListingOf(record, "en", session.Snippets[0].Code + " // more"));
        Assert.False(Freshness.HasListingOf(record, "ko", session.Snippets[0].Code));
    }

    private (SessionSource Session, EngineVersions Engine) Mutate(SessionSource session, string change)
    {
        SessionSource With(string id, Func<Snippet, Snippet> with) =>
            session with { Snippets = [.. session.Snippets.Select(s => s.Id == id ? with(s) : s)] };

        switch (change)
        {
            case "comment": return (With("a", static s => s with { Code = "// more\n" + s.Code + " /* words */" }), Engine);
            case "layout": return (With("b", static s => s with { Code = s.Code.Replace(" ", "\n\t", StringComparison.Ordinal) }), Engine);
            case "title": return (With("a", static s => s with { Title = "Other words", Hidden = true, Fold = true }), Engine);
            case "place": return (With("a", static s => s with { CodeLine = 99, CodeColumn = 3, CodeFile = "elsewhere.cs" }), Engine);
            case "timeout": return (With("a", static s => s with { Timeout = TimeSpan.FromSeconds(40) }), Engine);
            case "tolerance": return (With("a", static s => s with { Tolerance = 0.1 }), Engine);
            case "code": return (With("b", static s => s with { Code = s.Code.Replace("+", "-", StringComparison.Ordinal) }), Engine);
            case "string": return (With("a", static s => s with { Code = s.Code.Replace("text", "other", StringComparison.Ordinal) }), Engine);
            case "order": return (session with { Snippets = [session.Snippets[1], session.Snippets[0], .. session.Snippets[2..]] }, Engine);
            case "throws": return (With("b", static s => s with { Throws = "InvalidOperationException" }), Engine);
            case "reports": return (With("b", static s => s with { Reports = ["DL1001"] }), Engine);
            case "seed": return (session with { Seed = 7 }, Engine);
            case "boundary":
                return (session with
                {
                    Snippets =
                    [
                        session.Snippets[0] with { Code = session.Snippets[0].Code + "\nvar y" },
                        session.Snippets[1] with { Code = session.Snippets[1].Code["var y".Length..] },
                        .. session.Snippets[2..],
                    ],
                }, Engine);
            case "new snippet": return (session with { Snippets = session.Snippets.Add(Make.Snippet("new", "var z = 3;")) }, Engine);
            case "removed snippet": return (session with { Snippets = session.Snippets.RemoveAt(1) }, Engine);
            case "session": return (session with { Name = "other" }, Engine);
            case "no longer run": return (With("b", static s => s with { Mode = SnippetMode.NoRun }), Engine);
            case "no-run code": return (With("n", static s => s with { Code = "var n = 9;" }), Engine);
            case "fails id": return (With("f", static s => s with { Fails = ["CS0246"] }), Engine);
            case "ignored code": return (With("i", static s => s with { Code = "any thing" }), Engine);
            case "data": File.AppendAllText(Path.Combine(_folder, "x.csv"), "1\n"); return (session, Engine);
            case "data gone": File.Delete(Path.Combine(_folder, "x.csv")); return (session, Engine);
            case "data new": return (session with { Data = session.Data.Add("data/y.csv", Path.Combine(_folder, "x.csv")) }, Engine);
            case "data undeclared": return (session with { Data = session.Data.Clear() }, Engine);
            case "packages": return (session, Engine with { Packages = "other" });
            case "runtime": return (session, Engine with { Runtime = "net11.0" });
            case "host": return (session, Engine with { Host = "other" });
            case "figures": return (session, Engine with { Figures = "other" });
            default: throw new ArgumentOutOfRangeException(nameof(change), change, "unknown");
        }
    }

    private SessionSource Session()
    {
        var data = Path.Combine(_folder, "x.csv");
        File.WriteAllText(data, "0\n");
        return Make.Session(
            Make.Snippet("a", "var x = \"text\"; // comment"),
            Make.Snippet("b", "var y = x + 1;"),
            Make.Snippet("n", "var n = x;", mode: SnippetMode.NoRun),
            Make.Snippet("f", "nothing();", fails: ["CS0103"]),
            Make.Snippet("i", "no code at all", mode: SnippetMode.Ignore)) with
        {
            Data = ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal).Add("data/x.csv", data),
        };
    }

    private static Dictionary<string, SnippetRecord> Record(SessionSource session, bool usesFigures = true)
    {
        var keys = SessionKeys.Of(session, ImmutableDictionary<string, SnippetRecord>.Empty);
        return session.Snippets.ToDictionary(static s => s.Id, s => new SnippetRecord(
            s.Id, session.Name, keys.KeyOf(s, Engine, usesFigures), null, new(EndingKind.Completed), [],
            ImmutableSortedDictionary<string, string>.Empty, [], ImmutableSortedDictionary<string, Listing>.Empty) { Code = keys.StampOf(s) });
    }
}
