using Course.Snippets.Keys;

namespace Course.Snippets.Tests.Keys;

public sealed class EngineVersionsTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("engine").FullName;

    public EngineVersionsTests()
    {
        Write("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup></Project>");
        Write("tools/snippet-host/snippet-host.csproj", "<Project><ItemGroup><Compile Include=\"../../src/Course.Snippets/Execution/Protocol.cs\" Link=\"Protocol.cs\" /></ItemGroup></Project>");
        Write("tools/snippet-host/packages.lock.json", "{}");
        Write("tools/snippet-host/Program.cs", "a\nb");
        Write("src/Course.Snippets/Execution/Protocol.cs", "protocol");
        Write("src/Course.Figures/Course.Figures.csproj", "<Project />");
        Write("src/Course.Figures/Show.cs", "show");
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("tools/snippet-host/Program.cs", "a\nc", "Host")]
    [InlineData("tools/snippet-host/Program.cs", "a\r\nb", "")]
    [InlineData("tools/snippet-host/New/File.cs", "x", "Host")]
    [InlineData("tools/snippet-host/notes.md", "x", "")]
    [InlineData("tools/snippet-host/obj/Debug/Generated.cs", "x", "")]
    [InlineData("src/Course.Snippets/Execution/Protocol.cs", "other", "Host")]
    [InlineData("src/Course.Snippets/Execution/Runner.cs", "other", "")]
    [InlineData("tools/snippet-host/packages.lock.json", "{ }", "Packages")]
    [InlineData("src/Course.Figures/Show.cs", "other", "Figures")]
    [InlineData("src/Course.Figures/Data/New.cs", "x", "Figures")]
    [InlineData("src/Course.Figures/Rendering/FigureSvg.cs", "x", "")]
    [InlineData("Directory.Build.props", "<Project><PropertyGroup><TargetFramework>net11.0</TargetFramework></PropertyGroup></Project>", "Runtime")]
    public void A_changed_file_changes_the_version_that_it_belongs_to(string path, string text, string changed)
    {
        var before = EngineVersions.Read(_root).Value!;

        Write(path, text);
        var after = EngineVersions.Read(_root).Value!;

        Assert.Equal(changed, string.Join(' ', typeof(EngineVersions).GetProperties()
            .Where(p => !Equals(p.GetValue(before), p.GetValue(after))).Select(static p => p.Name)));
    }

    [Fact]
    public void Versions_do_not_depend_on_where_the_engine_lies()
    {
        var before = EngineVersions.Read(_root).Value;
        var moved = _root + "-moved";
        Directory.Move(_root, moved);
        var after = EngineVersions.Read(moved).Value;
        Directory.Move(moved, _root);

        Assert.Equal(before, after);
    }

    [Fact]
    public void A_missing_engine_is_a_diagnostic()
    {
        File.Delete(Path.Combine(_root, "tools/snippet-host/packages.lock.json"));

        var outcome = EngineVersions.Read(_root);

        Assert.Null(outcome.Value);
        Assert.Equal("CO3010", Assert.Single(outcome.Diagnostics).Id);
    }

    private void Write(string path, string text)
    {
        var file = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
