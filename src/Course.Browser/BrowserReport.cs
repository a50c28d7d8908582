using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Course.Analyzers;
using Course.Checking;
using Course.Checking.Exercises;

namespace Course.Browser;

/// <summary>
/// What the page is told: a <c>Report</c> of site/client/check/protocol.ts as JSON. Written value by value, for to prepare a serializer
/// takes half as long in the interpreter as a whole check.
/// </summary>
internal static class BrowserReport
{
    /// <summary>Korean as it is written: what is said goes to a parser and not into a page.</summary>
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>The report of a check.</summary>
    /// <param name="report">What was found.</param>
    /// <param name="ask">What the exercise asks of the code; null where there is no exercise.</param>
    /// <param name="language">The language of what is said.</param>
    public static string Json(CheckReport report, ExerciseAsk? ask, Language language)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(text, Options))
        {
            writer.WriteStartObject();
            writer.WriteStartArray("findings");
            foreach (var finding in report.Shown) Write(writer, finding);
            writer.WriteEndArray();
            writer.WriteNumber("leftOut", report.LeftOut);
            if (report.Refusal is { } refusal)
            {
                writer.WriteStartObject("refusal");
                writer.WriteNumber("line", refusal.Line);
                writer.WriteString("message", refusal.Message(language));
                writer.WriteEndObject();
            }
            else if (ask is not null)
            {
                writer.WriteStartArray("demands");
                foreach (var demand in ExerciseReview.Of(ask, report, language).Demands) Write(writer, demand);
                writer.WriteEndArray();
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(text.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter writer, Demand demand)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("isMet", demand.IsMet);
        writer.WriteString("words", demand.Words);
        if (demand.Finding is { } finding)
        {
            writer.WritePropertyName("finding");
            Write(writer, finding);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Finding finding)
    {
        writer.WriteStartObject();
        writer.WriteString("id", finding.Id);
        writer.WriteString("weight", finding.Weight.Name);
        Write(writer, finding.Place);
        writer.WriteString("message", finding.Message);
        if (finding.Why.Length > 0) writer.WriteString("why", finding.Why);
        if (finding.HelpLink is { } help) writer.WriteString("help", help);
        if (finding.Fix is { } fix) Write(writer, fix);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, Place place)
    {
        writer.WriteStartObject("place");
        writer.WriteString("file", place.File);
        writer.WriteNumber("start", place.Start);
        writer.WriteNumber("length", place.Length);
        writer.WriteNumber("line", place.Line);
        writer.WriteNumber("column", place.Column);
        writer.WriteNumber("endLine", place.EndLine);
        writer.WriteNumber("endColumn", place.EndColumn);
        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, SuggestedFix fix)
    {
        writer.WriteStartObject("fix");
        writer.WriteString("title", fix.Title);
        writer.WriteStartArray("edits");
        foreach (var edit in fix.Edits)
        {
            writer.WriteStartObject();
            writer.WriteNumber("start", edit.Start);
            writer.WriteNumber("length", edit.Length);
            writer.WriteString("newText", edit.NewText);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
