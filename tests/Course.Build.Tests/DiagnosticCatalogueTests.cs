using Course.Diagnostics;

namespace Course.Build.Tests;

/// <summary>Holds docs/diagnostics.md against the faults that the rooms declare.</summary>
public sealed class DiagnosticCatalogueTests
{
    private const string Heading = """
        # Diagnostics

        Everything that a build can say about content and code. Each message names file, line and column, says what is wrong and
        why it matters, and what to do. `--strict` makes warnings errors, but for those that are marked
        “always”; nothing else changes a weight. Infos are shown with `--verbosity detailed`.

        The first digit is the room: 1 course files, 2 markdown, 3 compiling, 4 running, 5 records, 6 pages and publishing.
        A test holds this page against the code; `COURSE_ACCEPT=1 dotnet test` rewrites it.

        | id | weight | what it reports |
        | --- | --- | --- |

        """;

    [Fact]
    public void Ids_are_unique_and_say_the_room_that_they_come_from()
    {
        var faults = Faults();
        Assert.True(faults.Count > 40);
        Assert.Equal(faults.Count, faults.Select(static f => f.Id).Distinct().Count());
        Assert.All(faults, static f => Assert.Matches("^CO[1-6][0-9]{3}$", f.Id));
        // A title is a heading, not a sentence.
        Assert.All(faults, static f => Assert.Matches("^[A-Z].*[^.!?\\s]$", f.Title));
    }

    [Fact]
    public void Every_fault_stands_in_the_catalogue_with_its_weight_and_title_and_nothing_else_does()
    {
        var path = Path.Combine(Checkout.Root, "docs", "diagnostics.md");
        var expected = Heading + string.Concat(Faults().Select(static f => $"| {f.Id} | {f.Severity.ToString().ToLowerInvariant()}{(f.IsNeverPromoted ? ", always" : "")} | {f.Title} |\n"));
        if (Environment.GetEnvironmentVariable("COURSE_ACCEPT") == "1") File.WriteAllText(path, expected);
        Assert.Equal(expected, File.ReadAllText(path));
    }

    private static List<Fault> Faults() => [.. Build.Reporting.FaultCatalogue.All];
}
