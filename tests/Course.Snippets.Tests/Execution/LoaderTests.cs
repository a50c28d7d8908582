using System.Diagnostics;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Snippets.Tests.Execution;

/// <summary>An ordinary program with nothing of the project but the two files of the loader.</summary>
[Collection(ProcessTests.Name)]
public sealed class LoaderTests : IDisposable
{
    private const string Training = """
        var model = TorchSharp.torch.nn.LSTM(3, 8, 2);
        var optimizer = TorchSharp.torch.optim.SGD(model.parameters(), 0.1);
        var x = TorchSharp.torch.rand(10, 4, 3);
        for (var step = 0; step < 5; step++)
        {
            var (output, _, _) = model.forward(x);
            var loss = output.pow(2).mean();
            optimizer.zero_grad(); loss.backward(); optimizer.step();
            System.Console.WriteLine(loss.item<float>());
        }
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("loader-").FullName;

    [Fact]
    public async Task A_program_with_the_loader_trains_also_when_two_start_at_once_for_the_first_time()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The loader is for Linux.");
        Compile("System.Console.Error.WriteLine(Course.SnippetHost.NativeLibraries.TorchLibraries.MakeLoadable());\nCourse.SnippetHost.NativeLibraries.TorchLibraries.MakeLoadable();\n" + Training);
        var original = Path.Combine(Path.GetDirectoryName(TestSessions.HostPath)!, "libLibTorchSharp.so");
        var before = File.GetLastWriteTimeUtc(original);

        var runs = await Task.WhenAll(RunAsync(), RunAsync(), RunAsync());
        Assert.All(runs, static r => Assert.True(r.Code == 0, r.Error));
        Assert.All(runs, static r => Assert.Equal(5, r.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));

        // Where the system's own library is too old, all use one copy in the cache; elsewhere there is none.
        var copies = Directory.Exists(Cache) ? Directory.GetFiles(Cache, "*", SearchOption.AllDirectories) : [];
        Assert.All(runs, r => Assert.Equal(copies.SingleOrDefault() ?? "", r.Error.Trim()));
        Assert.Equal(before, File.GetLastWriteTimeUtc(original));
    }

    [Fact]
    public async Task A_cache_that_is_broken_or_cannot_be_written_is_no_obstacle()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The loader is for Linux.");
        Compile("System.Console.Error.WriteLine(Course.SnippetHost.NativeLibraries.TorchLibraries.MakeLoadable());\n" + Training);
        var first = await RunAsync();
        Assert.True(first.Code == 0, first.Error);
        Assert.SkipWhen(first.Error.Trim().Length == 0, "This system needs no copy.");

        // Cut off, as by a full disk.
        File.WriteAllBytes(first.Error.Trim(), [1, 2, 3]);
        Assert.Equal(0, (await RunAsync()).Code);
        // A file where the folder should be.
        Directory.Delete(Cache, recursive: true);
        File.WriteAllText(Cache, "");
        Assert.Equal(0, (await RunAsync()).Code);
    }

    [Fact]
    public async Task Without_the_loader_the_same_program_dies_where_the_loader_made_a_copy()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The loader is for Linux.");
        Compile("System.Console.Error.WriteLine(Course.SnippetHost.NativeLibraries.TorchLibraries.MakeLoadable());\n" + Training);
        var with = await RunAsync();
        Compile(Training);
        var without = await RunAsync();
        Assert.Equal(with.Error.Trim().Length == 0, without.Code == 0);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Cache => Path.Combine(_folder, "cache");

    private void Compile(string program)
    {
        var host = Path.GetDirectoryName(TestSessions.HostPath)!;
        var sources = typeof(LoaderTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static a => a.Key == "LoaderSources").Value!;
        var trees = Directory.GetFiles(sources, "*.cs").Select(File.ReadAllText)
            .Append("global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;")
            .Append(program).Select(static t => CSharpSyntaxTree.ParseText(t));
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal))
            .Append(Path.Combine(host, "TorchSharp.dll")).Select(static p => MetadataReference.CreateFromFile(p));
        var result = CSharpCompilation.Create("program", trees, references, new CSharpCompilationOptions(OutputKind.ConsoleApplication))
            .Emit(Path.Combine(_folder, "program.dll"));
        Assert.True(result.Success, string.Join('\n', result.Diagnostics));
        foreach (var file in Directory.GetFiles(host, "*.so*").Append(Path.Combine(host, "TorchSharp.dll")))
        {
            var link = Path.Combine(_folder, Path.GetFileName(file));
            if (!File.Exists(link)) File.CreateSymbolicLink(link, file);
        }

        File.WriteAllText(Path.Combine(_folder, "program.runtimeconfig.json"), """{"runtimeOptions":{"tfm":"net10.0","framework":{"name":"Microsoft.NETCore.App","version":"10.0.0"}}}""");
    }

    private async Task<(int Code, string Output, string Error)> RunAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(_folder, "program.dll")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["XDG_CACHE_HOME"] = Cache;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, await output, await error);
    }
}
