using System.Globalization;
using System.Text;

namespace Course.Build.Status;

/// <summary>The status as a table. Columns are as wide as what stands in them; a lesson's id gives way where the terminal is narrow.</summary>
internal static class StatusTable
{
    private const int Gap = 2, ShortestId = 12, PlannedWidth = 80;
    private static readonly string[] Heads = ["   lesson", "state", "texts", "snippets", "alt", "minutes"];

    /// <summary>The lines.</summary>
    /// <param name="status">The status.</param>
    /// <param name="width">Columns of the terminal, or null where lines may be as long as they are.</param>
    public static IEnumerable<string> Lines(CourseStatus status, int? width)
    {
        var rows = status.Lessons.ToDictionary(static r => r, Cells);
        var widths = Enumerable.Range(0, Heads.Length).Select(i => rows.Values.Append(Heads).Max(r => r[i].Length)).ToArray();
        if (width is { } most) widths[0] = Math.Max(ShortestId, Math.Min(widths[0], most - (widths.Sum() - widths[0] + Gap * (Heads.Length - 1))));
        if (rows.Count > 0) yield return Line(Heads, widths);
        foreach (var track in status.Tracks)
        {
            yield return $"{(track.Number < 0 ? "--" : track.Number.ToString("00", CultureInfo.InvariantCulture))} {track.Id}";
            foreach (var row in track.Lessons) yield return Line(rows[row], widths);
            foreach (var line in Planned(track, Math.Min(width ?? PlannedWidth, PlannedWidth))) yield return line;
        }

        yield return Summary(status);
    }

    private static string[] Cells(LessonStatusRow row) =>
    [
        Text($" {row.Lesson.Number:00} {row.Lesson.Facts.Id}"),
        (row.Lesson.Facts.Status == Content.Book.LessonStatus.Published ? "published" : "draft") + (row.Errors > 0 ? " (broken)" : ""),
        row.Translations.Length < 2 ? "-" : string.Join(", ", row.Translations.Skip(1).Select(Words)),
        row.Snippets == 0 ? "-" : row.Stale.IsEmpty ? Text($"{row.Snippets} fresh") : Text($"{row.Stale.Length} of {row.Snippets} stale"),
        row.Figures == 0 ? "-" : row.WithoutAlt.IsEmpty ? "ok" : Text($"{row.WithoutAlt.Length} missing"),
        Minutes(row),
    ];

    private static string Words(TranslationStatus translation) => translation.State switch
    {
        "current" => $"{translation.Language} ok",
        "behind" => Text($"{translation.Language} {translation.Behind} behind"),
        _ => $"{translation.Language} {translation.State}",
    };

    private static string Minutes(LessonStatusRow row)
    {
        var stated = row.Lesson.Facts.Minutes;
        var (least, most) = (row.Estimates.Values.Min(), row.Estimates.Values.Max());
        var off = row.Estimates.Values.Any(e => ReadingTime.IsOff(stated, e)) ? "!" : "";
        return least == most ? Text($"{stated} ~{least}{off}") : Text($"{stated} ~{least}-{most}{off}");
    }

    private static string Line(string[] cells, int[] widths)
    {
        var line = new StringBuilder();
        for (var i = 0; i < cells.Length; i++)
        {
            var cell = cells[i].Length > widths[i] ? cells[i][..(widths[i] - 1)] + "…" : cells[i];
            line.Append(cell.PadRight(widths[i] + (i < cells.Length - 1 ? Gap : 0)));
        }

        return line.ToString().TrimEnd();
    }

    private static IEnumerable<string> Planned(TrackStatus track, int width)
    {
        if (track.Planned.IsEmpty) yield break;
        var line = new StringBuilder("    planned:");
        foreach (var (number, id) in track.Planned)
        {
            var words = Text($" {number:00} {id}");
            if (line.Length + words.Length > width)
            {
                yield return line.ToString();
                line.Clear().Append("            ");
            }

            line.Append(words);
        }

        yield return line.ToString();
    }

    private static string Summary(CourseStatus status)
    {
        var rows = status.Lessons.ToList();
        var planned = status.Tracks.Sum(static t => t.Planned.Length);
        var published = rows.Count(static r => r.Lesson.Facts.Status == Content.Book.LessonStatus.Published);
        var stale = rows.Sum(static r => r.Stale.Length);
        var missing = rows.SelectMany(static r => r.Translations).Count(static t => t.State == "missing");
        var behind = rows.SelectMany(static r => r.Translations).Sum(static t => t.Behind);
        string[] parts =
        [
            Text($"{published} published"), Text($"{rows.Count - published} draft"), Text($"{planned} planned"),
            .. Some(stale, "snippet", "stale"), .. Some(missing, "translation", "missing"), .. Some(behind, "place", "behind"),
            .. Some(status.Errors, "error", ""), .. Some(status.Warnings, "warning", ""),
        ];
        return string.Join(" · ", parts);
    }

    private static IEnumerable<string> Some(int count, string noun, string state)
    {
        if (count > 0) yield return Text($"{count} {noun}{(count == 1 ? "" : "s")} {state}").TrimEnd();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
