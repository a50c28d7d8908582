using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using Course.Analyzers;
using Course.Checking;
using Course.Checking.Exercises;

namespace Course.Browser;

/// <summary>What the worker calls. One call at a time: there is one thread.</summary>
[SupportedOSPlatform("browser")]
internal static partial class CheckerExports
{
    private const string FileName = "code.cs";

    private static Checker? _checker;

    /// <summary>Does one more part of what a first check does before it needs to know any library, for as long as there are some.</summary>
    /// <param name="part">How many were done.</param>
    /// <returns>Whether there is another.</returns>
    [JSExport]
    public static async Task<bool> RehearseAsync(int part)
    {
        await Rehearsal.Parts[part]().ConfigureAwait(false);
        return part + 1 < Rehearsal.Parts.Length;
    }

    /// <summary>Makes room for the references, which the worker copies there; it is never moved or freed.</summary>
    /// <returns>Where in the heap it begins.</returns>
    [JSExport]
    public static int Reserve(int length) => ReferenceBlob.Reserve(length);

    /// <summary>Takes up what code is compiled against.</summary>
    [JSExport]
    public static void Load(int address, int length) => _checker = new(ReferenceBlob.Load(address, length));

    /// <summary>Checks code.</summary>
    /// <param name="text">The code.</param>
    /// <param name="language">The language of what is said: <c>ko</c> or <c>en</c>.</param>
    /// <param name="exercise">The id of the exercise that the code is for; null where it is for none.</param>
    /// <param name="absent">Ids of rules that must find nothing in it.</param>
    /// <param name="present">Names of practices that it must follow.</param>
    /// <returns>A <c>Report</c> of site/client/check/protocol.ts as JSON.</returns>
    [JSExport]
    public static async Task<string> CheckAsync(string text, string language, string? exercise, string[] absent, string[] present)
    {
        var ask = exercise is null ? null : new ExerciseAsk(exercise, [.. absent], [.. present]);
        var spoken = language == "ko" ? Language.Korean : Language.English;
        var report = await _checker!.CheckAsync([new(FileName, text)], new(spoken) { CourseProfile = ask is not null }).ConfigureAwait(false);
        return BrowserReport.Json(report, ask, spoken);
    }
}
