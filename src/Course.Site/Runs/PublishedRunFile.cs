using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Course.Content.Book;
using Course.Figures.Data;
using Course.Site.Search;
using Course.Snippets.Records;

namespace Course.Site.Runs;

/// <summary>The run that learners compare theirs with, as a file for scripts: <c>{bound, series: [{name, x, y}]}</c>, or <c>{bound, text}</c> where the record holds a log.</summary>
internal static class PublishedRunFile
{
    /// <summary>Digits of a number: more than a picture shows.</summary>
    private const string Digits = "G5";

    /// <summary>Makes the file of an exercise's run from what was recorded.</summary>
    /// <param name="exercise">Id of the exercise.</param>
    /// <param name="run">What lesson.yaml says of its run.</param>
    /// <param name="runs">The lesson's records.</param>
    /// <returns>The file, its path relative to the lesson's page; null where nothing of that name was recorded.</returns>
    public static SiteFile? Of(string exercise, PublishedRun run, LessonRuns runs)
    {
        var path = exercise + ".run.json";
        if (runs.Figures.TryGetValue(run.Source, out var made)) return SiteFile.FromText(path, "{" + Bound(run) + "\"series\":[" + string.Join(',', made.Figure.Series.Select(Series)) + "]}\n");
        if (!runs.Records.TryGetValue(run.Source, out var record)) return null;
        var log = string.Concat(record.Outputs.OfType<TextOutput>().Where(static output => !output.IsError).Select(static output => output.Text));
        return Json.File(path, json =>
        {
            json.WriteStartObject();
            if (run.MaxNorm is { } bound) json.WriteNumber("bound", bound);
            json.WriteString("text", log);
            json.WriteEndObject();
        });
    }

    private static string Bound(PublishedRun run) => run.MaxNorm is { } bound ? string.Create(CultureInfo.InvariantCulture, $"\"bound\":{bound:R},") : "";

    private static string Series(SeriesData series) =>
        $"{{\"name\":{Text(series.Name)},\"x\":[{Numbers(series.X)}],\"y\":[{Numbers(series.Y)}]}}";

    /// <summary>JSON has no NaN and no infinities; scripts read them as the words that they stand for.</summary>
    private static string Numbers(ImmutableArray<double> values) => string.Join(',', values.Select(static value =>
        double.IsFinite(value) ? value.ToString(Digits, CultureInfo.InvariantCulture) : $"\"{value.ToString(CultureInfo.InvariantCulture)}\""));

    private static string Text(string words) => $"\"{JsonEncodedText.Encode(words)}\"";
}
