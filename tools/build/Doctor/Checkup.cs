using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Course.Build.Doctor;

/// <summary>Looks at everything that the course needs from a machine.</summary>
internal static class Checkup
{
    private static readonly CheckupJson Json = new(new JsonSerializerOptions(CheckupJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Runs all checks.</summary>
    /// <param name="courseFolder">A folder of the course, or of the engine where there is none.</param>
    /// <param name="cancellation">Stops what is called.</param>
    public static async Task<ImmutableArray<Finding>> RunAsync(string courseFolder, CancellationToken cancellation) => [.. await Task.WhenAll(
        ToolChecks.SdkAsync(cancellation),
        TorchCheck.RunAsync(cancellation),
        ToolChecks.NodeAsync(cancellation),
        ToolChecks.NodePackagesAsync(cancellation),
        ToolChecks.GitAsync(courseFolder, cancellation),
        Task.FromResult(MachineChecks.Disk()),
        MachineChecks.KoreanFontsAsync(cancellation),
        MachineChecks.ChromiumAsync(cancellation), MachineChecks.FirefoxAsync(cancellation))];

    /// <summary>Lines for people.</summary>
    public static IEnumerable<string> Lines(ImmutableArray<Finding> findings)
    {
        var width = findings.Max(static f => f.Name.Length);
        foreach (var finding in findings)
        {
            yield return $"{Word(finding.Health),-8} {finding.Name.PadRight(width)}  {finding.Found}";
            if (finding.Remedy is { } remedy) yield return $"{"",-8} → {remedy}";
        }
    }

    /// <summary>The same for programs.</summary>
    public static string JsonOf(ImmutableArray<Finding> findings) =>
        JsonSerializer.Serialize(new Document(findings.All(static f => f.Health != Health.Bad), [.. findings]), Json.Document);

    private static string Word(Health health) => health.ToString().ToLowerInvariant();

    internal sealed record Document(bool CanBuild, Finding[] Findings);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(Checkup.Document))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
internal sealed partial class CheckupJson : JsonSerializerContext;
