using System.Collections.Immutable;
using System.Reflection;
using Course.Site.Rules;

namespace Course.Build.Outside;

/// <summary>The rules' pages, which this program carries with it, so that the site shows the rules that it was built with.</summary>
internal static class RuleSources
{
    private static readonly Lazy<ImmutableArray<RuleSheet>> Sheets = new(Read);

    /// <summary>The rules by id.</summary>
    public static ImmutableArray<RuleSheet> All => Sheets.Value;

    private static ImmutableArray<RuleSheet> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        var texts = assembly.GetManifestResourceNames().Where(static name => name.StartsWith("rules/", StringComparison.Ordinal))
            .ToDictionary(static name => name["rules/".Length..], name => Text(assembly, name), StringComparer.Ordinal);
        return RuleSheet.Read(
            string.Join('\n', texts.Where(static t => t.Key.StartsWith("AnalyzerReleases", StringComparison.Ordinal)).Select(static t => t.Value)),
            texts.Where(static t => t.Key.StartsWith("DL", StringComparison.Ordinal)));
    }

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
