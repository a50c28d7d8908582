using System.Xml.Linq;
using Course.Figures.Data;
using Course.Figures.Home;

namespace Course.Figures.Tests;

/// <summary>What happens in an ordinary program, where nothing records.</summary>
[Collection("sink")]
public sealed class HomeTests
{
    [Fact]
    public void Figures_become_files_and_tables_are_printed()
    {
        var folder = Directory.CreateTempSubdirectory("figures-").FullName;
        var before = (Directory.GetCurrentDirectory(), Console.Out);
        var printed = new StringWriter { NewLine = "\n" };
        try
        {
            Directory.SetCurrentDirectory(folder);
            Console.SetOut(printed);
            Show.Lines("loss", "step", "loss", ("a", new[] { 3, 2, 1 }));
            Show.Table("t", ["x"], [[1]]);
            Show.Value("v", 1);
        }
        finally
        {
            Console.SetOut(before.Out);
            Directory.SetCurrentDirectory(before.Item1);
        }

        var path = Path.Combine(folder, "loss.svg");
        Assert.Equal($"{path}\nx\n-\n1\n", printed.ToString());
        var svg = File.ReadAllText(path);
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        // A file of its own has no style sheet that could resolve properties.
        Assert.DoesNotContain("var(", svg);
        Assert.DoesNotContain("currentColor", svg);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Columns_line_up_also_where_letters_are_wide()
    {
        var table = new TableData("t", ["층", "norm", "note"], [["시그모이드", "0.5", "é"], ["ReLU", "-12.25", "👍 ok"]]);
        Assert.Equal(
            """
            층            norm  note
            ----------  ------  -----
            시그모이드     0.5  é
            ReLU        -12.25  👍 ok

            """.ReplaceLineEndings("\n"), TextTable.Of(table));
    }
}
