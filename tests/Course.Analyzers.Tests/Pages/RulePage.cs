using System.Collections.Immutable;
using System.Text;

namespace Course.Analyzers.Tests.Pages;

/// <summary>A fenced block of C# on a rule's page.</summary>
/// <param name="Role">bad, good or fixed.</param>
/// <param name="Code">The code without marks.</param>
/// <param name="Lines">The lines, from 1, that end in a comment with the rule's id: there it reports.</param>
internal sealed record PageBlock(string Role, string Code, ImmutableArray<int> Lines);

/// <summary>A rule's page in one language.</summary>
/// <param name="Text">All of it.</param>
/// <param name="Headings">The headings of the second level.</param>
/// <param name="Blocks">The blocks in their order.</param>
internal sealed record RulePage(string Text, ImmutableArray<string> Headings, ImmutableArray<PageBlock> Blocks)
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Pages");

    public static RulePage Read(string stem, string id, string language)
    {
        var text = File.ReadAllText(Path.Combine(Folder, $"{stem}.{language}.md")).ReplaceLineEndings("\n");
        var blocks = ImmutableArray.CreateBuilder<PageBlock>();
        string? role = null;
        var (code, lines, number) = (new StringBuilder(), ImmutableArray.CreateBuilder<int>(), 0);
        foreach (var line in text.Split('\n'))
        {
            if (role is null)
            {
                if (line.StartsWith("```csharp", StringComparison.Ordinal))
                    role = line[9..].Trim();
                continue;
            }

            if (line == "```")
            {
                blocks.Add(new PageBlock(role, code.ToString().TrimEnd('\n'), lines.ToImmutable()));
                role = null;
                code.Clear();
                lines.Clear();
                number = 0;
                continue;
            }

            number++;
            var mark = line.IndexOf("  // " + id, StringComparison.Ordinal);
            if (mark >= 0)
                lines.Add(number);
            code.Append(mark >= 0 ? line[..mark] : line).Append('\n');
        }

        return new RulePage(text, [.. text.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).Select(l => l[3..])], blocks.ToImmutable());
    }
}
