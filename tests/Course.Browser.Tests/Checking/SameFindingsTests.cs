using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Course.Analyzers;
using Course.Build.Outside;
using Course.Check.Input;
using Course.Checking;
using Microsoft.CodeAnalysis;
using Microsoft.Playwright;

namespace Course.Browser.Tests.Checking;

/// <summary>A page finds what the terminal finds: trimming, stripped references and the interpreter change nothing.</summary>
[Collection(nameof(CheckedSite))]
public sealed class SameFindingsTests(CheckedSite site)
{
    private const int Batch = 20;

    [Fact]
    public async Task Hundreds_of_programs_whole_and_broken_draw_the_same_findings_in_the_page_as_in_the_terminal()
    {
        Assert.True(Corpus.Programs.Count >= 500, $"Only {Corpus.Programs.Count} programs.");
        var desktop = new Checker(References.Load());
        var page = await site.OpenAsync();
        await CheckedSite.StartAsync(page);
        var languages = new[] { Language.Korean, Language.English };
        var (different, withFindings) = (new List<string>(), 0);
        foreach (var (chunk, i) in Corpus.Programs.Chunk(Batch).Select(static (chunk, i) => (chunk, i)))
        {
            var language = languages[i % 2];
            var name = i % 2 == 0 ? "ko" : "en";
            var found = await page.EvaluateAsync<string[]>(
                "async ([texts, language]) => { const all = []; for (const text of texts) all.push(JSON.stringify(await checker.check({ text, language }))); return all; }",
                new object[] { chunk, name });
            foreach (var (text, answer) in chunk.Zip(found))
            {
                var due = Serialized(await desktop.CheckAsync([new("code.cs", text)], new(language)), language);
                var said = JsonNode.Parse(answer)!["report"];
                if (!JsonNode.DeepEquals(due, said)) different.Add($"{text}\n--- terminal\n{due}\n--- page\n{answer}");
                else if (due["findings"]!.AsArray().Count > 0) withFindings++;
            }
        }

        Assert.True(different.Count == 0, $"{different.Count} of {Corpus.Programs.Count} programs draw other findings:\n{string.Join("\n\n", different.Take(3))}");
        Assert.True(withFindings > Corpus.Programs.Count / 2, "A corpus without findings proves nothing.");
        await page.Context.CloseAsync();
    }

    [Fact]
    public async Task Stripped_references_are_as_good_as_whole_ones()
    {
        var whole = new Checker(References.Load());
        var kept = new List<nint>();
        var stripped = new Checker(new(CheckerReferences.Metadata(Directory.EnumerateFiles(References.Folder, "*.dll")).Select(metadata =>
        {
            var memory = Marshal.AllocHGlobal(metadata.Length);
            Marshal.Copy(metadata, 0, memory, metadata.Length);
            kept.Add(memory);
            return AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata(memory, metadata.Length)).GetReference();
        }).ToImmutableArray<MetadataReference>()));
        string[] prying =
        [
            // What is there and may not be used is not the same as what is not there.
            "TorchSharp.PInvoke.NativeMethods.THSTensor_dispose(0);", "var m = TorchSharp.torch.nn.Linear(1, 1); m.handle = null;", "class M : TorchSharp.torch.nn.Module { }",
            "class T : TorchSharp.torch.Tensor { }", "TorchSharp.Utils.TensorAccessor<float> a = default; unsafe { var s = sizeof(TorchSharp.Scalar); }",
        ];
        foreach (var text in Corpus.Programs.Concat(prying))
        {
            var (due, said) = (await whole.CheckAsync([new("code.cs", text)], new(Language.English)), await stripped.CheckAsync([new("code.cs", text)], new(Language.English)));
            Assert.True(
                JsonNode.DeepEquals(Serialized(due, Language.English), Serialized(said, Language.English)),
                $"{text}\n--- whole\n{string.Join('\n', due.Findings)}\n--- stripped\n{string.Join('\n', said.Findings)}");
        }

        GC.KeepAlive(stripped);
        foreach (var memory in kept) Marshal.FreeHGlobal(memory);
    }

    private static JsonNode Serialized(CheckReport report, Language language) => JsonNode.Parse(BrowserReport.Json(report, null, language))!;
}
