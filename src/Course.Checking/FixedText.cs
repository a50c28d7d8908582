using System.Collections.Immutable;
using System.Text;

namespace Course.Checking;

/// <summary>Applies fixes to a text.</summary>
public static class FixedText
{
    /// <summary>Applies the fixes of several findings of one text. A fix whose edits touch what an earlier one edits is left out whole.</summary>
    /// <returns>The new text, and the fixes that are in it.</returns>
    public static (string Text, ImmutableArray<SuggestedFix> Applied) Apply(string text, IEnumerable<SuggestedFix> fixes)
    {
        var edits = new List<TextEdit>();
        var applied = ImmutableArray.CreateBuilder<SuggestedFix>();
        foreach (var fix in fixes)
        {
            if (fix.Edits.Any(edit => edits.Any(other => Touches(edit, other)))) continue;
            edits.AddRange(fix.Edits);
            applied.Add(fix);
        }

        var result = new StringBuilder(text);
        foreach (var edit in edits.OrderByDescending(static e => e.Start)) result.Remove(edit.Start, edit.Length).Insert(edit.Start, edit.NewText);
        return (result.ToString(), applied.ToImmutable());
    }

    private static bool Touches(TextEdit a, TextEdit b) => a.Start <= b.Start + b.Length && b.Start <= a.Start + a.Length;
}
