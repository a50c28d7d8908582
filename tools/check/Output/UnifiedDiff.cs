using System.Globalization;
using System.Text;

namespace Course.Check.Output;

/// <summary>Says what changes in a file, in the format that patch and git apply read.</summary>
internal static class UnifiedDiff
{
    private const int Context = 3;

    /// <summary>The diff of a file; empty where nothing changes.</summary>
    public static string Of(string file, string before, string after)
    {
        if (before == after) return "";
        var (old, changed) = (before.Split('\n'), after.Split('\n'));
        var steps = Steps(old, changed);
        var text = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"--- a/{file}\n+++ b/{file}\n"));
        for (var i = 0; i < steps.Count;)
        {
            if (steps[i].Mark == ' ')
            {
                i++;
                continue;
            }

            var from = Math.Max(0, i - Context);
            var to = i;
            for (var quiet = 0; to < steps.Count && quiet <= 2 * Context; to++) quiet = steps[to].Mark == ' ' ? quiet + 1 : 0;
            while (to > i && steps[to - 1].Mark == ' ') to--;
            to = Math.Min(steps.Count, to + Context);
            AppendHunk(text, steps, from, to);
            i = to;
        }

        return text.ToString();
    }

    private static void AppendHunk(StringBuilder text, List<(char Mark, string Line, int Old, int New)> steps, int from, int to)
    {
        var hunk = steps[from..to];
        var (olds, news) = (hunk.Count(static step => step.Mark != '+'), hunk.Count(static step => step.Mark != '-'));
        text.Append(CultureInfo.InvariantCulture, $"@@ -{hunk[0].Old + (olds > 0 ? 1 : 0)},{olds} +{hunk[0].New + (news > 0 ? 1 : 0)},{news} @@\n");
        foreach (var (mark, line, _, _) in hunk) text.Append(mark).Append(line).Append('\n');
    }

    /// <summary>Lines that stay, go and come, by the longest common subsequence of what lies between the common ends.</summary>
    private static List<(char Mark, string Line, int Old, int New)> Steps(string[] old, string[] changed)
    {
        var (start, oldEnd, newEnd) = (0, old.Length, changed.Length);
        while (start < oldEnd && start < newEnd && old[start] == changed[start]) start++;
        while (oldEnd > start && newEnd > start && old[oldEnd - 1] == changed[newEnd - 1]) (oldEnd, newEnd) = (oldEnd - 1, newEnd - 1);
        var (rows, columns) = (oldEnd - start, newEnd - start);
        var longest = new int[rows + 1, columns + 1];
        for (var i = rows - 1; i >= 0; i--)
        {
            for (var j = columns - 1; j >= 0; j--)
                longest[i, j] = old[start + i] == changed[start + j] ? longest[i + 1, j + 1] + 1 : Math.Max(longest[i + 1, j], longest[i, j + 1]);
        }

        var steps = new List<(char, string, int, int)>();
        for (var i = 0; i < start; i++) steps.Add((' ', old[i], i, i));
        var (a, b) = (0, 0);
        while (a < rows || b < columns)
        {
            if (a < rows && b < columns && old[start + a] == changed[start + b]) steps.Add((' ', old[start + a], start + a++, start + b++));
            else if (a < rows && (b == columns || longest[a + 1, b] >= longest[a, b + 1])) steps.Add(('-', old[start + a], start + a++, start + b));
            else steps.Add(('+', changed[start + b], start + a, start + b++));
        }

        for (var i = 0; oldEnd + i < old.Length; i++) steps.Add((' ', old[oldEnd + i], oldEnd + i, newEnd + i));

        // What follows the last line break is no line.
        if (old[^1].Length == 0 && changed[^1].Length == 0) steps.RemoveAt(steps.Count - 1);
        return steps;
    }
}
