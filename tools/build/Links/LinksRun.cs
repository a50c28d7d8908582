using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Build.CommandLine;
using Course.Build.Pipeline;
using Course.Build.Reporting;
using Course.Content;
using Course.Content.Book;
using Course.Content.Links;
using Course.Diagnostics;
using Spectre.Console;

namespace Course.Build.Links;

/// <summary>What <c>links</c> is asked for.</summary>
/// <param name="Settings">The course.</param>
/// <param name="External">Whether addresses elsewhere are asked; null: none.</param>
/// <param name="OlderThan">Days that an answer holds.</param>
internal sealed record LinksRequest(BuildSettings Settings, ProbeOptions? External, int OlderThan);

/// <summary>Checks what leads where: in the course always, elsewhere where asked.</summary>
internal static class LinksRun
{
    public static async Task<int> RunAsync(LinksRequest request, CancellationToken cancellation)
    {
        // All pages are made from records alone, drafts as well, so that nothing has to run.
        var settings = request.Settings with { Frozen = true, Drafts = true, CheckOnly = true };
        var report = await new BuildPipeline(settings).RunAsync(new SilentProgress(), cancellation);
        ImmutableArray<Diagnostic> found = [.. report.Diagnostics.Where(LinkDiagnostics.Concerns)];
        var others = report.Diagnostics.Count(static d => d.Severity == Severity.Error && !LinkDiagnostics.Concerns(d));
        ExternalReport? external = null;
        if (request.External is { } options)
        {
            (external, var more) = await AskAsync(settings, options, request.OlderThan, cancellation);
            found = [.. found, .. more.Select(d => settings.Strict && d.Severity == Severity.Warning ? d with { Severity = Severity.Error } : d)];
        }

        Show(settings, found, others, external);
        return found.Any(static d => d.Severity == Severity.Error) ? ExitCodes.Faults : ExitCodes.Success;
    }

    private static async Task<(ExternalReport Report, ImmutableArray<Diagnostic> Found)> AskAsync(
        BuildSettings settings, ProbeOptions options, int olderThan, CancellationToken cancellation)
    {
        var book = new ContentReader().Read(settings.Root).Value;
        options = options with { UserAgent = UserAgent(book) };
        var speaks = !settings.Json && settings.Verbosity != Verbosity.Quiet;
        var report = await new ExternalCheck(options, TimeProvider.System).RunAsync(
            ExternalAddresses.Of(book), book.Links, olderThan,
            (address, result) =>
            {
                if (speaks) Console.WriteLine($"{result.Answer.ToString().ToLowerInvariant(),-6} {address.Url.OriginalString}");
            },
            cancellation);
        return (report, Write(settings.Root, book.Links, report.Checks) is { } fault ? [.. report.Diagnostics, fault] : report.Diagnostics);
    }

    /// <summary>Says who asks and where to complain, as crawlers should.</summary>
    private static string UserAgent(CourseBook book) =>
        $"CourseLinkCheck/1.0{((book.Facts.Repository ?? book.Facts.Url) is { } home ? $" (+{home.AbsoluteUri})" : "")}";

    private static Diagnostic? Write(string root, LinkChecks before, LinkChecks now)
    {
        var file = Path.Combine(root, LinkRecord.FileName);
        if (now.ByAddress.SequenceEqual(before.ByAddress)) return null;
        try
        {
            var draft = $"{file}.{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}.tmp";
            File.WriteAllText(draft, LinkRecord.Write(now));
            File.Move(draft, file, overwrite: true);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return LinkFaults.CannotRecord.At(SourceLocation.WholeFile(LinkRecord.FileName), $"What was found cannot be kept: {e.Message}", "Mend the permissions or make room, then ask again.");
        }
    }

    private static void Show(BuildSettings settings, ImmutableArray<Diagnostic> found, int others, ExternalReport? external)
    {
        if (settings.Json)
        {
            Console.WriteLine(JsonSerializer.Serialize(
                new Document(
                    !found.Any(static d => d.Severity == Severity.Error), others, external?.Asked, external?.Rested,
                    [.. found.Select(static d => new JsonReport.Entry(
                        d.Id, d.Severity.ToString().ToLowerInvariant(), d.Message, d.Remedy, d.Location.File,
                        d.Location.StartLine, d.Location.StartColumn, d.Location.EndLine, d.Location.EndColumn))]),
                LinksJson.Default.Document));
            return;
        }

        new BuildConsole(AnsiConsole.Console, settings.Verbosity, settings.Root).ShowDiagnostics(found);
        if (settings.Verbosity == Verbosity.Quiet) return;
        if (external is not null) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{external.Asked} addresses asked, {external.Rested} left in peace."));
        var (errors, warnings) = (found.Count(static d => d.Severity == Severity.Error), found.Count(static d => d.Severity == Severity.Warning));
        Console.WriteLine(errors + warnings == 0 ? "Every link leads somewhere, and every file is used." : string.Create(CultureInfo.InvariantCulture, $"Links: {errors} errors, {warnings} warnings."));
        if (others > 0) Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"The course has {others} other errors, so links between finished pages were not checked: build to see them."));
    }

    internal sealed record Document(bool Succeeded, int OtherErrors, int? Asked, int? Rested, JsonReport.Entry[] Diagnostics);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(LinksRun.Document))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class LinksJson : JsonSerializerContext;
