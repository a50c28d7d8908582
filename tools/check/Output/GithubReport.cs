using System.Globalization;
using System.Text;
using Course.Checking;

namespace Course.Check.Output;

/// <summary>Findings as annotations of GitHub workflows.</summary>
internal static class GithubReport
{
    /// <summary>One line a finding; praise is left out.</summary>
    public static string Of(CheckResult result)
    {
        var text = new StringBuilder();
        foreach (var finding in result.Findings.Where(static f => f.Weight != Weight.WellDone))
        {
            var (level, place) = (finding.Weight switch { Weight.MustFix => "error", Weight.ShouldFix => "warning", _ => "notice" }, finding.Place);
            text.Append(CultureInfo.InvariantCulture, $"::{level} file={Property(place.File)},line={place.Line},col={place.Column},endLine={place.EndLine},endColumn={place.EndColumn},title={Property(finding.Id)}::{Data(finding.Message)}\n");
        }

        foreach (var file in result.Unread) text.Append(CultureInfo.InvariantCulture, $"::error file={Property(file.File)}::{Data(file.Reason)}\n");
        return text.ToString();
    }

    private static string Data(string text) =>
        text.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Property(string text) => Data(text).Replace(":", "%3A", StringComparison.Ordinal).Replace(",", "%2C", StringComparison.Ordinal);
}
