using System.Text;
using Course.Snippets.Sessions;

namespace Course.Snippets.Compilation;

/// <summary>A session as the one file that a learner runs at home: what runs on the page, in order, readable.</summary>
public static class HomeProgram
{
    /// <summary>Writes the program.</summary>
    /// <param name="session">The session; snippets that are not run, or are not sound, are left out.</param>
    /// <param name="head">Lines for the top: directives and comments, each with its line end.</param>
    /// <param name="begin">A statement to begin with, such as one that makes libraries loadable.</param>
    public static string Of(SessionSource session, string head, string begin)
    {
        var snippets = session.Snippets.Where(static s => s.Runs).Select(ParsedSnippet.Parse).Where(static s => s.IsSound).ToList();
        var text = new StringBuilder(head).Append('\n');
        foreach (var line in Usings(snippets)) text.Append(line).Append('\n');
        text.Append('\n').Append(begin).Append('\n');
        foreach (var snippet in snippets) AddStatements(text, snippet);
        foreach (var snippet in snippets.Where(static s => s.HasTypes)) text.Append('\n').Append(WithoutGaps(snippet.TypesOnly())).Append('\n');
        return text.ToString();
    }

    private static IEnumerable<string> Usings(List<ParsedSnippet> snippets) =>
        ImplicitUsings.Namespaces.Select(static n => $"using {n};")
            .Concat(snippets.SelectMany(static s => s.Usings).Select(static u => u.ToString()))
            .Distinct(StringComparer.Ordinal);

    private static void AddStatements(StringBuilder text, ParsedSnippet snippet)
    {
        var code = WithoutGaps(snippet.StatementsOnly());
        text.Append("\n// ─── ").Append(snippet.Snippet.Title ?? snippet.Snippet.Id).Append('\n');
        if (snippet.Snippet.Throws is null)
        {
            text.Append(code).Append('\n');
            return;
        }

        // On the page its exception is an output like any other; here, too, what follows still runs.
        text.Append("try\n{\n").Append(Indented(code)).Append("\n}\ncatch (Exception thrown)\n{\n    Console.WriteLine($\"{thrown.GetType().Name}: {thrown.Message}\");\n}\n");
    }

    /// <summary>Strings of several lines would change with the indentation of their lines.</summary>
    private static string Indented(string code) => code.Contains("\"\"\"", StringComparison.Ordinal) || code.Contains("@\"", StringComparison.Ordinal)
        ? code
        : string.Join('\n', code.Split('\n').Select(static line => line.Length == 0 ? line : "    " + line));

    /// <summary>What was blanked out leaves lines of blanks; of several empty lines one stays.</summary>
    private static string WithoutGaps(string code)
    {
        var text = new StringBuilder();
        var empty = true;
        foreach (var line in code.Split('\n').Select(static line => line.TrimEnd()))
        {
            if (line.Length > 0 || !empty) text.Append(line).Append('\n');
            empty = line.Length == 0;
        }

        return text.ToString().Trim('\n');
    }
}
