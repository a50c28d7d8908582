using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Execution;
using Course.Snippets.Sessions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Course.Snippets.Tests.Execution;

/// <summary>Compiles sessions for the runner's tests straight with Roslyn, so that these tests need no other room.</summary>
internal static class TestSessions
{
    internal static string HostPath { get; } =
        typeof(TestSessions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "SnippetHost").Value!;

    private static readonly ImmutableArray<MetadataReference> References =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal) || Path.GetFileName(p) is "mscorlib.dll" or "netstandard.dll")
            .Append(Path.Combine(Path.GetDirectoryName(HostPath)!, "TorchSharp.dll"))
            .Append(Path.Combine(Path.GetDirectoryName(HostPath)!, "Course.Figures.dll"))
            .Select(static p => MetadataReference.CreateFromFile(p)),
    ];

    internal static RunnerOptions Options => new(HostPath) { Parallel = 2 };

    /// <summary>A snippet whose code starts at line 100 × (position + 1) + 1 of content/en.md, its fence a line above.</summary>
    internal static TestSnippet S(string id, string code, string? throws = null, double seconds = 20) => new(id, code, throws, seconds);

    internal static CompiledSession Session(params TestSnippet[] snippets) => Session(7, [], snippets);

    internal static CompiledSession Session(int seed, (string Name, string Path)[] data, params TestSnippet[] snippets)
    {
        var text = new StringBuilder("""
            using System; using System.Collections.Generic; using System.IO; using System.Linq; using System.Threading.Tasks;
            using TorchSharp; using Course.Figures; using static TorchSharp.torch; using System.Threading; using System.Diagnostics;

            """);
        foreach (var (snippet, i) in snippets.Select(static (s, i) => (s, i)))
        {
            text.Append($"#line hidden\nCourse.Figures.Hosting.SessionEvents.Begin(\"{snippet.Id}\");\n");
            if (snippet.Throws is not null) text.Append("try {\n");
            text.Append($"#line {Line(i)} \"content/en.md\"\n{snippet.Code}\n#line hidden\n");
            if (snippet.Throws is not null)
            {
                text.Append($"Course.Figures.Hosting.SessionEvents.DidNotThrow(\"{snippet.Id}\"); }}\n");
                text.Append($"catch (Exception __e) {{ Course.Figures.Hosting.SessionEvents.Threw(\"{snippet.Id}\", __e); }}\n");
            }
        }

        var compilation = CSharpCompilation.Create(
            "session", [CSharpSyntaxTree.ParseText(text.ToString(), encoding: Encoding.UTF8)], References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, optimizationLevel: OptimizationLevel.Debug, allowUnsafe: true));
        using var assembly = new MemoryStream();
        using var symbols = new MemoryStream();
        var result = compilation.Emit(assembly, symbols, options: new EmitOptions(debugInformationFormat: DebugInformationFormat.PortablePdb));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        return new CompiledSession(
            new SessionSource("lesson", "main", [.. snippets.Select(Snippet)], data.ToImmutableSortedDictionary(static d => d.Name, static d => d.Path), seed),
            [.. assembly.ToArray()], [.. symbols.ToArray()], UsesFigures: true);
    }

    internal static int Line(int index) => 100 * (index + 1) + 1;

    internal static async Task<Outcome<SessionRun>> RunAsync(CompiledSession session, RunnerOptions? options = null)
    {
        await using var runner = new SessionRunner(options ?? Options);
        return await runner.RunAsync(session, TestContext.Current.CancellationToken);
    }

    private static Snippet Snippet(TestSnippet s, int index) => new(
        s.Id, null, SnippetMode.Run, null, [], s.Throws, [], false, false, "main", TimeSpan.FromSeconds(s.Seconds), null, null, null,
        s.Code, "content/en.md", Line(index), 0, SourceLocation.WholeLine("content/en.md", Line(index) - 1));
}

internal sealed record TestSnippet(string Id, string Code, string? Throws, double Seconds);
