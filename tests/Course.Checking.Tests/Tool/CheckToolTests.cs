using System.Text.Json;

namespace Course.Checking.Tests.Tool;

public sealed class CheckToolTests
{
    private const string Training = """
        using static TorchSharp.torch;

        var lstm = nn.LSTM(8, 16);
        var optimizer = optim.SGD(lstm.parameters(), 0.1);
        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            var (output, _, _) = lstm.forward(randn(20, 4, 8));
            output.pow(2).mean().backward();
            optimizer.step();
        }

        """;

    private const string Mended = """
        using static TorchSharp.torch;

        var lstm = nn.LSTM(8, 16);
        var optimizer = optim.SGD(lstm.parameters(), 0.1);
        for (var i = 0; i < 100; i++)
        {
            using var scope = NewDisposeScope();
            var (output, _, _) = lstm.forward(randn(20, 4, 8));
            optimizer.zero_grad();
            output.pow(2).mean().backward();
            torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0);
            optimizer.step();
        }

        """;

    [Fact]
    public async Task Mends_a_file_and_shows_the_same_as_a_diff_before()
    {
        using var tool = new CheckTool();
        tool.Write("lesson.cs", Training);
        var diff = await tool.Run("lesson.cs", "--fix", "--dry-run");
        Assert.Equal(Training, tool.Read("lesson.cs"));
        Assert.Equal("""
            --- a/lesson.cs
            +++ b/lesson.cs
            @@ -6,6 +6,8 @@
             {
                 using var scope = NewDisposeScope();
                 var (output, _, _) = lstm.forward(randn(20, 4, 8));
            +    optimizer.zero_grad();
                 output.pow(2).mean().backward();
            +    torch.nn.utils.clip_grad_norm_(lstm.parameters(), 1.0);
                 optimizer.step();
             }

            """.ReplaceLineEndings("\n"), diff.Output);

        // What is shown can be applied, by others too.
        var applied = await CheckTool.Run("git", ["apply", "-"], diff.Output, tool.Folder);
        Assert.True(applied.Code == 0, applied.Error);
        Assert.Equal(Mended, tool.Read("lesson.cs"));

        tool.Write("lesson.cs", Training);
        var mended = await tool.Run("lesson.cs", "--fix");
        Assert.Equal(Mended, tool.Read("lesson.cs"));
        Assert.Contains("mended lesson.cs: 2 changes", mended.Output, StringComparison.Ordinal);
        Assert.Contains("You clip the gradients before each step.", mended.Output, StringComparison.Ordinal);
        Assert.Equal(0, mended.Code);
        Assert.Empty(Directory.GetFiles(tool.Folder, "*.course-check"));
    }

    [Fact]
    public async Task Reads_standard_input_and_writes_what_programs_read()
    {
        using var tool = new CheckTool();
        var json = await tool.RunWith(Training, "-", "--format", "json");
        Assert.Equal(1, json.Code);
        using var document = JsonDocument.Parse(json.Output);
        var findings = document.RootElement.GetProperty("findings");
        Assert.Equal(["DL1006", "DL1001", "WD7001"], findings.EnumerateArray().Select(static f => f.GetProperty("id").GetString()));
        Assert.Equal("must-fix", findings[0].GetProperty("weight").GetString());
        Assert.Equal(9, findings[0].GetProperty("place").GetProperty("line").GetInt32());

        var sarif = await tool.RunWith(Training, "-", "--format", "sarif", "--lang", "ko");
        using var log = JsonDocument.Parse(sarif.Output);
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var result = log.RootElement.GetProperty("runs")[0].GetProperty("results")[0];
        Assert.Equal(("DL1006", "error"), (result.GetProperty("ruleId").GetString(), result.GetProperty("level").GetString()));
        Assert.Matches(@"\p{IsHangulSyllables}", result.GetProperty("message").GetProperty("text").GetString()!);
        Assert.Equal(9, result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32());
        Assert.Equal("    optimizer.zero_grad();\n".Trim(), result.GetProperty("fixes")[0].GetProperty("artifactChanges")[0].GetProperty("replacements")[0].GetProperty("insertedContent").GetProperty("text").GetString()!.Trim());

        var github = await tool.RunWith(Training, "-", "--format", "github");
        Assert.StartsWith("::error file=stdin.cs,line=9,col=5,endLine=9,endColumn=36,title=DL1006::Call zero_grad()", github.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_folders_and_projects_with_the_usings_that_they_declare()
    {
        using var tool = new CheckTool();
        tool.Write("app/app.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><PropertyGroup><ImplicitUsings>enable</ImplicitUsings></PropertyGroup><ItemGroup><PackageReference Include=\"TorchSharp-cpu\" /><Using Include=\"TorchSharp\" /></ItemGroup></Project>");
        tool.Write("app/Model.cs", "class Net : torch.nn.Module { public Net() : base(\"n\") { } public readonly List<TorchSharp.Modules.Linear> layers = new() { torch.nn.Linear(1, 1) }; }");
        tool.Write("app/Program.cs", "var net = new Net(); Console.WriteLine(net.parameters().Count());");
        tool.Write("app/obj/Made.cs", "this is not looked at");
        tool.Write("loose/one.cs", "torch.no_grad();");
        tool.Write("loose/two.cs", "torch.inference_mode();");
        var run = await tool.Run(".", "--format", "json", "--rule", "DL8001,dl6002");
        using var document = JsonDocument.Parse(run.Output);
        Assert.Equal(
            ["DL6002 loose/one.cs", "DL6002 loose/two.cs", "DL8001 app/Model.cs"],
            document.RootElement.GetProperty("findings").EnumerateArray().Select(static f => $"{f.GetProperty("id")} {f.GetProperty("place").GetProperty("file")}").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("CS", (await tool.Run(".", "--format", "github")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_whose_packages_are_out_of_sight_draws_no_errors_about_them()
    {
        using var tool = new CheckTool();
        tool.Write("app.csproj", "<Project Sdk=\"Microsoft.NET.Sdk\"><ItemGroup><PackageReference Include=\"Other\" /></ItemGroup></Project>");
        tool.Write("Program.cs", "using Other.Things; using TorchSharp; var x = new Thing(); torch.no_grad();");
        var run = await tool.Run("app.csproj");
        Assert.DoesNotContain("CS0", run.Output, StringComparison.Ordinal);
        Assert.Contains("DL6002", run.Output, StringComparison.Ordinal);
        Assert.Contains("After dotnet restore", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "var x = 1;", "-")]
    [InlineData(1, "torch.no_grad();", "-")]
    [InlineData(0, "torch.no_grad();", "-", "--rule", "DL1001")]
    [InlineData(1, "var x = ;", "-")]
    [InlineData(3, "#r \"x\"", "-")]
    [InlineData(3, "", "missing.cs")]
    [InlineData(2, "")]
    [InlineData(2, "", "--explain", "DL9999")]
    [InlineData(2, "", "-", "--rule", "DL9999")]
    [InlineData(2, "", "-", "--lang", "fr")]
    [InlineData(2, "", "-", "--exercise", "none")]
    [InlineData(2, "", "-", "--dry-run")]
    [InlineData(2, "", "-", "--fix")]
    public async Task Exit_codes_are_as_documented(int code, string input, params string[] arguments)
    {
        using var tool = new CheckTool();
        var run = await tool.RunWith(input, arguments);
        Assert.True(code == run.Code, run.Output + run.Error);
        Assert.DoesNotContain("   at ", run.Output + run.Error, StringComparison.Ordinal);
        Assert.NotEqual("", run.Output + run.Error);
    }

    [Fact]
    public async Task Colours_come_only_where_they_are_wanted()
    {
        using var tool = new CheckTool();
        Assert.DoesNotContain('\u001b', (await tool.RunWith(Training, "-")).Output);
    }

    [Fact]
    public async Task Three_findings_at_first_and_all_on_request()
    {
        using var tool = new CheckTool();
        var code = string.Concat(Enumerable.Repeat("{ torch.no_grad(); }\n", 5));
        var first = await tool.RunWith(code, "-");
        Assert.Equal(3, first.Output.Split("  DL6002  ").Length - 1);
        Assert.Contains("3 of 5 findings are shown", first.Output, StringComparison.Ordinal);
        Assert.Equal(5, (await tool.RunWith(code, "-", "--all")).Output.Split("  DL6002  ").Length - 1);
    }

    [Fact]
    public async Task A_rules_page_is_shown_in_the_language_of_the_locale()
    {
        using var tool = new CheckTool();
        var run = await CheckTool.Run("dotnet", ["exec", Path.Combine(AppContext.BaseDirectory, "course-check.dll"), "--explain", "dl1001"], null, tool.Folder, ("LC_ALL", "ko_KR.UTF-8"));
        Assert.StartsWith("DL1001: 기울기를 자르지 않습니다", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("```", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("| --- |", run.Output, StringComparison.Ordinal);
    }
}
