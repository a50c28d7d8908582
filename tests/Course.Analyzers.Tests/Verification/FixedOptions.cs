using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers.Tests.Verification;

/// <summary>The same options for all files.</summary>
internal sealed class FixedOptions(string? config) : AnalyzerConfigOptionsProvider
{
    private readonly Lines _lines = new(config);

    public override AnalyzerConfigOptions GlobalOptions => _lines;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _lines;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _lines;

    private sealed class Lines(string? config) : AnalyzerConfigOptions
    {
        private readonly Dictionary<string, string> _values = (config ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split('=', 2)).ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim());

        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => _values.TryGetValue(key, out value);
    }
}
