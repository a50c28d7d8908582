using System.Collections.Immutable;
using Course.Analyzers;
using Course.Check.CommandLine;
using Spectre.Console;

namespace Course.Check.Output;

/// <summary><c>--explain</c>: a rule's page in the terminal.</summary>
internal static class RulePages
{
    /// <summary>The ids of all rules.</summary>
    public static ImmutableSortedSet<string> Known { get; } = [.. Analyzers.Rules.All.SelectMany(static rule => rule.SupportedDiagnostics).Select(static each => each.Id)];

    /// <summary>Shows a rule's page.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static int Show(string id, Language language)
    {
        if (Read(id.ToUpperInvariant(), language) is not { } page)
        {
            Console.Error.WriteLine(new Words(language).UnknownRule(id, Known));
            return ExitCodes.Usage;
        }

        new MarkdownPage(Screen.Standard()).Show(page);
        return ExitCodes.Success;
    }

    private static string? Read(string id, Language language)
    {
        var resources = typeof(RulePages).Assembly;
        var name = Array.Find(resources.GetManifestResourceNames(), each =>
            each.StartsWith("rules/" + id, StringComparison.Ordinal) && each.EndsWith($".{language.Code}.md", StringComparison.Ordinal));
        if (name is null || !Known.Contains(id)) return null;
        using var reader = new StreamReader(resources.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
