using System.Globalization;
using System.Text.Json;
using AngleSharp.Html.Parser;
using Course.Browser.Tests.Serving;
using Microsoft.Playwright;

namespace Course.Browser.Tests;

/// <summary>Figures as readers see them, and the numbers behind them.</summary>
public sealed class FigureTests(BuiltSite site)
{
    /// <summary>Contrast of every paint of every figure against the page: text by its fill, lines and marks of series by what paints them.</summary>
    private const string Paints = """
        () => {
          const light = c => {
            const [r, g, b] = c.match(/[\d.]+/g).map(v => v / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
            return .2126 * r + .7152 * g + .0722 * b;
          };
          const paper = light(getComputedStyle(document.body).backgroundColor);
          const contrast = c => { const l = light(c); return (Math.max(l, paper) + .05) / (Math.min(l, paper) + .05); };
          const of = (e, what, property, least) => ({
            figure: e.closest('figure').id, what, paint: getComputedStyle(e)[property], least, contrast: contrast(getComputedStyle(e)[property]) });
          const series = property => [...document.querySelectorAll(`figure.plot svg [${property}*="--figure-"]`)]
            .filter(e => /--figure-\d/.test(e.getAttribute(property)));
          return JSON.stringify([
            ...[...document.querySelectorAll('figure.plot svg text')].map(e => of(e, e.textContent, 'fill', 4.5)),
            ...series('stroke').map(e => of(e, 'a line', 'stroke', 3)),
            ...series('fill').filter(e => !e.closest('text')).map(e => of(e, 'a mark', 'fill', 3)),
          ]);
        }
        """;

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task Text_and_lines_stand_out_from_the_page(ColorScheme theme)
    {
        var seen = 0;
        foreach (var path in site.LessonPages)
        {
            var page = await site.OpenAsync(path, theme: theme);
            using var paints = JsonDocument.Parse(await page.EvaluateAsync<string>(Paints));
            await page.Context.CloseAsync();
            foreach (var paint in paints.RootElement.EnumerateArray())
            {
                seen++;
                Assert.True(
                    paint.GetProperty("contrast").GetDouble() >= paint.GetProperty("least").GetDouble(), $"{path}: too faint: {paint}");
            }
        }

        Assert.True(seen > 50, "figures should have labels and lines");
    }

    [Fact]
    public async Task Data_tables_say_what_the_files_say_that_readers_download_in_five_digits()
    {
        var tables = 0;
        foreach (var path in site.LessonPages)
        {
            var folder = Path.Combine(site.Folder, Path.GetDirectoryName(path)!);
            var document = new HtmlParser().ParseDocument(await File.ReadAllTextAsync(Path.Combine(site.Folder, path), TestContext.Current.CancellationToken));
            foreach (var details in document.QuerySelectorAll("figure.plot details"))
            {
                var file = details.QuerySelector("a[download]")!;
                var rows = Rows(await File.ReadAllTextAsync(Path.Combine(folder, file.GetAttribute("href")!), TestContext.Current.CancellationToken));
                if (details.QuerySelector("table") is null)
                {
                    // A table that nobody would read is left to the file, and the link says how long it is.
                    Assert.True(rows.Count > 101);
                    Assert.Contains((rows.Count - 1).ToString(CultureInfo.InvariantCulture), file.TextContent, StringComparison.Ordinal);
                    continue;
                }

                tables++;
                var shown = details.QuerySelectorAll("tr").Select(static row => row.Children.Select(static cell => cell.TextContent).ToArray()).ToList();
                Assert.Equal(rows.Select(static row => row.Length), shown.Select(static row => row.Length));
                foreach (var (whole, read) in rows.SelectMany(static row => row).Zip(shown.SelectMany(static row => row)))
                {
                    if (whole == read) continue;
                    var (exact, rounded) = (double.Parse(whole, CultureInfo.InvariantCulture), double.Parse(read, CultureInfo.InvariantCulture));
                    Assert.True(Math.Abs(exact - rounded) <= Math.Abs(exact) * 5e-5 && read.Length <= 10, $"{whole} is shown as {read}");
                }
            }
        }

        Assert.True(tables >= 2, "figures should show their data");
    }

    /// <summary>Reads CSV by RFC 4180.</summary>
    private static List<string[]> Rows(string csv)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        var cell = new System.Text.StringBuilder();
        var quoted = false;
        for (var i = 0; i < csv.Length; i++)
        {
            switch (csv[i])
            {
                case '"' when quoted && i + 1 < csv.Length && csv[i + 1] == '"': cell.Append('"'); i++; break;
                case '"': quoted = !quoted; break;
                case ',' when !quoted: row.Add(cell.ToString()); cell.Clear(); break;
                case '\n' when !quoted: row.Add(cell.ToString().TrimEnd('\r')); cell.Clear(); rows.Add([.. row]); row.Clear(); break;
                case '\uFEFF' when i == 0: break;
                default: cell.Append(csv[i]); break;
            }
        }

        Assert.True(cell.Length == 0 && row.Count == 0 && !quoted, "the last line of a CSV file should end");
        return rows;
    }
}
