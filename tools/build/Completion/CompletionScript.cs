using Course.Build.CommandLine;

namespace Course.Build.Completion;

/// <summary>
/// Scripts that teach a shell to complete. Each defines a function, <c>course</c>, that calls this program, and asks the
/// program itself what fits where the cursor stands, so that ids of lessons are known as well.
/// </summary>
internal static class CompletionScript
{
    /// <summary>The function's name.</summary>
    private const string Name = "course";

    private const string Prefix = "Course.Build.Completion.Scripts.";

    /// <summary>The shells that there are scripts for.</summary>
    public static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    /// <summary>The script of a shell.</summary>
    public static string For(string shell)
    {
        using var stream = typeof(CompletionScript).Assembly.GetManifestResourceStream(Prefix + shell)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n")
            .Replace("{{name}}", Name, StringComparison.Ordinal)
            .Replace("{{program}}", HelpWithExamples.Program, StringComparison.Ordinal)
            .Replace("{{tool}}", Quoted(shell, Path.Combine(AppContext.BaseDirectory, "course-build.dll")), StringComparison.Ordinal);
    }

    /// <summary>A path within single quotes, of which each shell has its own way to write one.</summary>
    private static string Quoted(string shell, string path) => path.Replace("'", shell switch
    {
        "pwsh" => "''",
        "fish" => @"\'",
        _ => @"'\''",
    }, StringComparison.Ordinal);
}
