using System.Collections.Immutable;
using System.Text;
using Course.Site.Search;
using Markdig;
using Markdig.Syntax;

namespace Course.Site.Rules;

/// <summary>A rule's example as a program that the playground opens.</summary>
/// <param name="Name">Name of the example, and of its link there, such as <c>DL1001-bad</c>.</param>
/// <param name="Code">The program.</param>
public sealed record RuleExample(string Name, string Code);

/// <summary>The first bad and the first good example of rules' pages, as programs: with the usings that a program of its own has to write.</summary>
public static class RuleExamples
{
    /// <summary>What examples leave out because every lesson begins with it.</summary>
    private static readonly ImmutableArray<string> Usings = ["using TorchSharp.Modules;", "using static TorchSharp.torch;", "using static TorchSharp.torch.nn;"];

    /// <summary>The roles of blocks that become examples.</summary>
    internal static readonly ImmutableArray<string> Roles = ["bad", "good"];

    /// <summary>The name of a rule's example.</summary>
    internal static string Name(string rule, string role) => $"{rule}-{role}";

    /// <summary>A rule's examples; the code is the same in all languages.</summary>
    public static IEnumerable<RuleExample> Of(RuleSheet rule)
    {
        var blocks = Markdown.Parse(rule.In("en").Text).Descendants<FencedCodeBlock>().Where(static block => block.Info == "csharp").ToList();
        foreach (var role in Roles)
        {
            if (blocks.FirstOrDefault(block => block.Arguments?.Trim() == role) is { } block) yield return new(Name(rule.Id, role), Program(rule.Id, block.Lines.ToString()));
        }
    }

    /// <summary>The examples of all rules as a file for scripts: programs by name.</summary>
    internal static SiteFile File(IEnumerable<RuleSheet> rules)
    {
        var file = Json.File("", json =>
        {
            json.WriteStartObject();
            foreach (var (name, code) in rules.SelectMany(Of)) json.WriteString(name, code);
            json.WriteEndObject();
        });
        return file with { Path = $"assets/examples.{file.Hash[..10]}.json" };
    }

    private static string Program(string id, string code)
    {
        var lines = code.TrimEnd('\n').Split('\n');
        var program = new StringBuilder();
        foreach (var line in Usings.Except(lines.Select(static line => line.Trim()))) program.Append(line).Append('\n');
        program.Append('\n');
        foreach (var line in lines)
        {
            // The mark of a finding is the page's, not the code's.
            var mark = line.IndexOf("  // " + id, StringComparison.Ordinal);
            program.Append(mark >= 0 ? line[..mark] : line).Append('\n');
        }

        return program.ToString();
    }
}
