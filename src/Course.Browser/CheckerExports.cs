using System.Runtime.InteropServices.JavaScript;
using System.Runtime.Versioning;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Analyzers;
using Course.Checking;

namespace Course.Browser;

/// <summary>What the worker calls. One call at a time: there is one thread.</summary>
[SupportedOSPlatform("browser")]
internal static partial class CheckerExports
{
    private const string FileName = "code.cs";

    /// <summary>Korean as it is written: what is said goes to a parser and not into a page.</summary>
    private static readonly BrowserJson Json = new(new JsonSerializerOptions(BrowserJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static Checker? _checker;

    /// <summary>Makes room for the references, which the worker copies there; it is never moved or freed.</summary>
    /// <returns>Where in the heap it begins.</returns>
    [JSExport]
    public static int Reserve(int length) => ReferenceBlob.Reserve(length);

    /// <summary>Takes up what code is compiled against.</summary>
    [JSExport]
    public static void Load(int address, int length) => _checker = new(ReferenceBlob.Load(address, length));

    /// <summary>Checks code.</summary>
    /// <param name="request">A <c>CheckRequest</c> of site/client/check/protocol.ts as JSON.</param>
    /// <returns>A <c>Report</c> as JSON.</returns>
    [JSExport]
    public static async Task<string> CheckAsync(string request)
    {
        var asked = JsonSerializer.Deserialize(request, Json.CheckRequest)!;
        var language = asked.Language == "ko" ? Language.Korean : Language.English;
        var options = new CheckOptions(language) { CourseProfile = asked.Exercise is not null };
        var report = await _checker!.CheckAsync([new(FileName, asked.Text)], options).ConfigureAwait(false);
        return JsonSerializer.Serialize(BrowserReport.Of(report, asked, language), Json.BrowserReport);
    }
}
