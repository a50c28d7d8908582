using System.Text;

namespace Course.Content.Tests;

/// <summary>One case of a spec file: a heading and the fenced blocks below it.</summary>
/// <param name="File">Name of the spec file.</param>
/// <param name="Name">The heading.</param>
/// <param name="Blocks">Fenced blocks: the word and the rest of their info, and their text.</param>
public sealed record SpecCase(string File, string Name, List<SpecBlock> Blocks)
{
    private const string Fence = "~~~~";

    /// <summary>Reads the cases of a spec file. Only blocks of exactly four tildes count, so that input may hold fences of its own.</summary>
    public static List<SpecCase> Read(string path)
    {
        var cases = new List<SpecCase>();
        SpecBlock? open = null;
        foreach (var (line, number) in System.IO.File.ReadAllText(path).Split('\n').Select(static (l, i) => (l, i + 1)))
        {
            if (open is not null)
            {
                if (line == Fence) open = null;
                else open.Lines.Add(line);
            }
            else if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                open = new(line[Fence.Length..].Split(' ')[0], line[Fence.Length..].Split(' ', 2).ElementAtOrDefault(1) ?? "", number, []);
                (cases.Count > 0 ? cases[^1] : throw new InvalidDataException($"{path}:{number}: a block before the first heading")).Blocks.Add(open);
            }
            else if (line.StartsWith("## ", StringComparison.Ordinal))
            {
                cases.Add(new(Path.GetFileNameWithoutExtension(path), line[3..], []));
            }
        }

        return open is null ? cases : throw new InvalidDataException($"{path}:{open.Line}: block never closed");
    }

    /// <summary>Text of the only block of a kind, or null.</summary>
    public string? Text(string kind) => Blocks.SingleOrDefault(b => b.Kind == kind) is { } block ? block.Text : null;

    /// <inheritdoc />
    public override string ToString() => $"{File}: {Name}";

    /// <summary>Writes a result back into a spec file in place of what was expected.</summary>
    public void Accept(string path, string kind, string result)
    {
        // Read anew: accepting an earlier case has moved the lines of this one.
        var spec = Read(path).Single(c => c.Name == Name);
        var lines = System.IO.File.ReadAllText(path).Split('\n').ToList();
        var old = spec.Blocks.SingleOrDefault(b => b.Kind == kind);
        var start = old is not null ? old.Line - 1 : spec.Blocks[^1].Line + spec.Blocks[^1].Lines.Count + 1;
        if (old is not null) lines.RemoveRange(start, old.Lines.Count + 2);
        if (result.Length > 0) lines.InsertRange(start, [Fence + kind, .. result.TrimEnd('\n').Split('\n'), Fence]);
        System.IO.File.WriteAllText(path, string.Join('\n', lines), new UTF8Encoding(false));
    }
}

/// <summary>A fenced block of a spec.</summary>
public sealed record SpecBlock(string Kind, string Argument, int Line, List<string> Lines)
{
    /// <summary>Its text, with a line end behind the last line.</summary>
    public string Text => string.Concat(Lines.Select(static l => l + "\n"));
}
