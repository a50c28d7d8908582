using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Directives.Figures;
using Course.Content.Spelling;
using Course.Figures.Data;
using Course.Figures.Rendering;
using Course.Site.Prose.Listings;

namespace Course.Site.Prose.Renderers;

/// <summary>A figure that a snippet drew, with caption, alternative text, data table and CSV.</summary>
internal sealed class FigureRenderer : ProseObjectRenderer<FigureBlock>
{
    /// <summary>A longer table would weigh as much as the rest of the page and nobody would read it; the file holds it.</summary>
    private const int LongestTable = 100;

    protected override void Write(ProseRenderer page, FigureBlock node, ProseContext context)
    {
        if (!context.Runs.Figures.TryGetValue(node.Id, out var made))
        {
            // A missing id has been reported where the line was read.
            if (!context.Runs.IsComplete || node.Id.Length == 0) return;
            context.Report(
                SiteFaults.UnknownFigure, node,
                $"No snippet of this lesson draws a figure '{node.Id}'.{NearMiss.Hint(node.Id, context.Runs.Figures.Keys)}",
                "Name a figure that a snippet shows with Show.Lines, Show.Bars or another call.");
            return;
        }

        var labels = Labels(node, made.Figure, context);
        page.Html("<figure class=\"plot\" id=\"figure-").Text(node.Id).Html("\">");
        WritePicture(page, context, made.Figure, labels, node.Alt);

        // A caption is the first or the last of a figure's parts; styles show the data below it.
        WriteData(page, context, made.Figure, labels);
        page.Html("<figcaption><span class=\"label\">")
            .Html(context.Words.Format("figure", context.NumberOfFigure(node.Id).ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .Html("</span> ");
        page.WriteChildren(node);
        page.Html("</figcaption></figure>\n");
    }

    /// <summary>Writes the drawing alone.</summary>
    public static void WritePicture(ProseRenderer page, ProseContext context, FigureData figure, FigureLabels labels, string alt)
    {
        page.Html("<div class=\"picture\" role=\"img\" aria-label=\"").Text(alt).Html("\">")
            .Html(FigureSvg.Render(figure, labels)).Html("</div>");
    }

    private static void WriteData(ProseRenderer page, ProseContext context, FigureData figure, FigureLabels labels)
    {
        var file = figure.Id + ".csv";
        context.Companions.Add(SiteFile.FromText(file, FigureCsv.Write(figure, labels)));
        page.Html("<details class=\"data\"><summary>").Html(context.Words["figure-data"]).Html("</summary>");
        var table = FigureTables.Of(figure, labels);
        var words = context.Words["figure-csv"];
        if (table.Rows.Length <= LongestTable) OutputWriter.WriteTable(page, table with { Rows = [.. table.Rows.Select(static row => row.Select(Readable).ToImmutableArray())] }, context.Words["figure-data"]);
        else words = context.Words.Format("figure-csv-rows", table.Rows.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
        page.Html("<a href=\"").Html(file).Html("\" download>").Html(words).Html("</a></details>");
    }

    /// <summary>A number with five digits that count, which is more than the picture shows; the file has all of them.</summary>
    private static string Readable(string cell)
    {
        var culture = CultureInfo.InvariantCulture;
        if (cell.Length <= 7 || cell.AsSpan().IndexOfAny('.', 'E') < 0 || !double.TryParse(cell, NumberStyles.Float, culture, out var number)) return cell;
        return Math.Abs(number) is >= 1e-3 and < 1e5 ? number.ToString("G5", culture) : number.ToString("0.####e0", culture);
    }

    private static FigureLabels Labels(FigureBlock node, FigureData figure, ProseContext context)
    {
        Check("series", node.Series.Length, figure.Series.Length);
        Check("categories", node.Categories.Length, figure.Categories.Length);
        return new(
            node.X, node.Y,
            node.Series.Length == figure.Series.Length ? node.Series : [],
            node.Categories.Length == figure.Categories.Length ? node.Categories : []);

        void Check(string what, int given, int drawn)
        {
            if (given == 0 || given == drawn) return;
            context.Report(
                SiteFaults.LabelCount, node, $"The directive translates {given} {what}, but the figure '{figure.Id}' has {drawn}.",
                $"Give one label for each of the figure's {what}, in order, divided by '|'.");
        }
    }
}
