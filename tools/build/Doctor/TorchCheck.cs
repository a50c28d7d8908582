using System.Collections.Immutable;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Content.Snippets;
using Course.Diagnostics;
using Course.Snippets.Compilation;
using Course.Snippets.Execution;
using Course.Snippets.Keys;
using Course.Snippets.Records;
using Course.Snippets.Sessions;

namespace Course.Build.Doctor;

/// <summary>Whether TorchSharp and libtorch work: a session is compiled and run in the host, as every snippet is.</summary>
internal static class TorchCheck
{
    private const string Name = "TorchSharp";
    private const string Code = "using var x = torch.arange(4);\nConsole.Write(x.sum().item<long>());";

    public static async Task<Finding> RunAsync(CancellationToken cancellation)
    {
        var engine = EngineVersions.Read(Places.EngineRoot);
        if (engine.Value is null) return Bad(engine.Diagnostics);
        if (await HostBuild.EnsureAsync(engine.Value, cancellation) is { } unbuilt) return Bad([unbuilt]);
        var references = ReferenceSet.Load(Places.HostFolder);
        if (references.Value is null) return Bad(references.Diagnostics);

        var compiled = SessionCompiler.Compile(Session(), references.Value, Rules.All);
        if (compiled.Value is null) return Bad(compiled.Diagnostics);
        await using var runner = new SessionRunner(new(Places.HostFile));
        var run = await runner.RunAsync(compiled.Value, cancellation);
        if (run.HasErrors || run.Value.Versions is not { } versions) return Bad(run.Diagnostics);
        var printed = string.Concat(run.Value.Snippets.SelectMany(static s => s.Outputs).OfType<TextOutput>().Select(static o => o.Text));
        return printed.Trim() == "6"
            ? Finding.Good(Name, $"{versions.TorchSharp}, libtorch {versions.LibTorch}, .NET {versions.Framework}; a tensor added up in the snippet host")
            : Finding.Bad(Name, $"a tensor adds up to `{printed.Trim()}` and not to 6", "Delete the TorchSharp packages from the NuGet cache and restore: `dotnet restore Course.sln`.");
    }

    private static SessionSource Session() => new(
        "doctor", "main",
        [
            new Snippet(
                "torch", null, SnippetMode.Run, null, [], null, [], Hidden: false, Fold: false, "main", Snippet.LongestTimeout, null, null, null,
                Code, "doctor.md", 2, 0, SourceLocation.WholeLine("doctor.md", 1)),
        ],
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal), 0);

    private static Finding Bad(ImmutableArray<Diagnostic> found)
    {
        var first = found.OrderByDescending(static d => d.Severity).FirstOrDefault();
        return Finding.Bad(Name, first?.Message ?? "the snippet host ended without a word", first?.Remedy ?? "Run `dotnet build tools/snippet-host` and mend what it says, or build with --frozen.");
    }
}
