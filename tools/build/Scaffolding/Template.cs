using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;

namespace Course.Build.Scaffolding;

/// <summary>Texts that new files begin with. They are resources of this program; <c>{{name}}</c> in them is filled in.</summary>
internal static partial class Template
{
    /// <summary>A template's text.</summary>
    /// <param name="name">Its file name below Templates/.</param>
    /// <param name="values">What its names stand for.</param>
    public static string Fill(string name, params IEnumerable<(string Name, string Value)> values)
    {
        var text = new StringBuilder(Read(name));
        foreach (var (key, value) in values) text.Replace("{{" + key + "}}", value);
        return text.ToString();
    }

    /// <summary>The template of a language, or the English one where there is none.</summary>
    public static string Name(string stem, string language) =>
        Names.Contains($"{stem}.{language}.md") ? $"{stem}.{language}.md" : $"{stem}.en.md";

    /// <summary>A lesson's text as a translation writes it: snippets keep id and title and have no code of their own.</summary>
    public static string WithoutCode(string markdown) => Snippet().Replace(markdown, static m => $"{m.Groups["head"].Value}\n```\n");

    /// <summary>Words as markdown shows them.</summary>
    public static string Markdown(string words) => Special().Replace(words, @"\$0");

    /// <summary>Words as a single-quoted yaml value.</summary>
    public static string Yaml(string words) => $"'{words.Replace("'", "''", StringComparison.Ordinal)}'";

    private static readonly Assembly Home = typeof(Template).Assembly;

    private const string Prefix = "Course.Build.Scaffolding.Templates.";

    private static readonly HashSet<string> Names =
        [.. Home.GetManifestResourceNames().Where(static n => n.StartsWith(Prefix, StringComparison.Ordinal)).Select(static n => n[Prefix.Length..])];

    private static string Read(string name)
    {
        using var stream = Home.GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    [GeneratedRegex("""^(?<head>```csharp id=[a-z0-9-]+(?: title="[^"]*")?)[^\n]*\n(?:(?!```).*\n)*```\n""", RegexOptions.Multiline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"[\\`*_\[\]<>{}$|]")]
    private static partial Regex Special();
}
