using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Checking;

/// <summary>The options that rules read: our own, never those of a file that came with the code.</summary>
internal sealed class ProfileOptions(bool isCourse) : AnalyzerConfigOptionsProvider
{
    private readonly Values _values = new(isCourse);

    public override AnalyzerConfigOptions GlobalOptions => _values;

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => _values;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => _values;

    private sealed class Values(bool isCourse) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = isCourse && key == "dl.profile" ? "course" : null;
            return value is not null;
        }
    }
}
