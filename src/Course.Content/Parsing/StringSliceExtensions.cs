using Markdig.Helpers;

namespace Course.Content.Parsing;

/// <summary>What Markdig keeps to itself.</summary>
internal static class StringSliceExtensions
{
    /// <summary>Moves a slice past a run of one character and returns the run's length.</summary>
    public static int SkipRun(this ref StringSlice slice, char c)
    {
        var start = slice.Start;
        while (slice.Start <= slice.End && slice.Text[slice.Start] == c) slice.Start++;
        return slice.Start - start;
    }
}
