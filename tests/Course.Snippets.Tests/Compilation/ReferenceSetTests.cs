using Course.Snippets.Compilation;

namespace Course.Snippets.Tests.Compilation;

public sealed class ReferenceSetTests
{
    [Fact]
    public void The_fingerprint_is_that_of_the_libraries_wherever_they_lie()
    {
        var folder = Directory.CreateTempSubdirectory("host").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(SnippetHost.Folder, "*.dll").Concat(Directory.GetFiles(SnippetHost.Folder, "*.json")))
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            Assert.Equal(SnippetHost.References.Fingerprint, ReferenceSet.Load(folder).Value!.Fingerprint);

            File.Delete(Path.Combine(folder, "OxyPlot.dll"));
            Assert.NotEqual(SnippetHost.References.Fingerprint, ReferenceSet.Load(folder).Value!.Fingerprint);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Lessons_see_neither_the_host_itself_nor_native_libraries()
    {
        var names = SnippetHost.References.References.Select(static r => Path.GetFileName(r.FilePath)!).ToArray();

        Assert.Contains("TorchSharp.dll", names);
        Assert.DoesNotContain(Path.GetFileName(SnippetHost.File), names);
        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Fact]
    public void A_host_that_is_not_built_is_a_diagnostic()
    {
        var outcome = ReferenceSet.Load(Path.Combine(Path.GetTempPath(), "no-such-folder"));

        Assert.Null(outcome.Value);
        Assert.Contains("dotnet build tools/snippet-host", Assert.Single(outcome.Diagnostics).Remedy, StringComparison.Ordinal);
    }
}
