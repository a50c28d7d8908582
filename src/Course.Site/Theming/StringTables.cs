using System.Collections.Immutable;
using Course.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Course.Site.Theming;

/// <summary>Reads the word tables and holds them against one another: a key that one language has, all must have.</summary>
internal static class StringTables
{
    public static ImmutableSortedDictionary<string, Strings> Read(
        string folder, IEnumerable<string> languages, ImmutableArray<Diagnostic>.Builder found)
    {
        var tables = new SortedDictionary<string, Dictionary<string, string>>(StringComparer.Ordinal);
        foreach (var language in languages)
        {
            var name = $"strings.{language}.yaml";
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
            {
                found.Add(SiteFaults.BadTheme.At(
                    SourceLocation.WholeFile("site/" + name), $"The course has the language '{language}', but the theme has no words for it.",
                    $"Copy strings.en.yaml to {name} and translate it."));
                tables[language] = [];
                continue;
            }

            tables[language] = ReadTable(path, "site/" + name, found);
        }

        var keys = tables.Values.SelectMany(static t => t.Keys).Distinct().Order(StringComparer.Ordinal).ToList();
        foreach (var (language, table) in tables)
        {
            var missing = keys.Where(key => !table.ContainsKey(key)).ToList();
            if (missing.Count == 0 || table.Count == 0) continue;
            found.Add(SiteFaults.BadTheme.At(
                SourceLocation.WholeFile($"site/strings.{language}.yaml"),
                $"Words are missing that another language has: {string.Join(", ", missing)}.",
                "Add them, so that no page shows a key instead of a word."));
        }

        return tables.ToImmutableSortedDictionary(static t => t.Key, static t => new Strings(t.Key, t.Value), StringComparer.Ordinal);
    }

    private static Dictionary<string, string> ReadTable(string path, string shown, ImmutableArray<Diagnostic>.Builder found)
    {
        var table = new Dictionary<string, string>(StringComparer.Ordinal);
        try
        {
            using var reader = new StreamReader(path);
            var yaml = new YamlStream();
            yaml.Load(reader);
            if (yaml.Documents.Count == 0 || yaml.Documents[0].RootNode is not YamlMappingNode map)
            {
                throw new YamlException("The file is not a map of words by key.");
            }

            foreach (var (key, value) in map.Children)
            {
                if (key is YamlScalarNode { Value: { } k } && value is YamlScalarNode { Value: { } v })
                {
                    table[k] = v;
                }
                else
                {
                    found.Add(SiteFaults.BadTheme.At(
                        SourceLocation.WholeLine(shown, (int)key.Start.Line), $"'{key}' has no plain text.", "Give each key one line of text."));
                }
            }
        }
        catch (YamlException e)
        {
            found.Add(SiteFaults.BadTheme.At(
                SourceLocation.WholeLine(shown, (int)e.Start.Line), $"This is not valid YAML: {e.Message}", "Mend the line."));
        }

        return table;
    }
}
