using System.Collections.Immutable;
using System.Reflection;
using Course.Diagnostics;

namespace Course.Build.Reporting;

/// <summary>All kinds of fault that the rooms declare.</summary>
internal static class FaultCatalogue
{
    private static readonly Assembly[] Rooms =
    [
        typeof(Content.Book.CourseBook).Assembly, typeof(Course.Snippets.Records.SnippetRecord).Assembly, typeof(Site.SiteFile).Assembly, typeof(FaultCatalogue).Assembly,
    ];

    /// <summary>The faults, by id.</summary>
    public static ImmutableArray<Fault> All { get; } = [.. Rooms
        .SelectMany(static room => room.GetTypes())
        .SelectMany(static type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
        .Where(static member => member.FieldType == typeof(Fault) && !member.Name.Contains('<', StringComparison.Ordinal))
        .Select(static member => (Fault)member.GetValue(null)!)
        .OrderBy(static fault => fault.Id, StringComparer.Ordinal)];
}
