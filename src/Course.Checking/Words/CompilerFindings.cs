using System.Collections.Immutable;
using System.Globalization;
using Course.Analyzers;
using Microsoft.CodeAnalysis;

namespace Course.Checking.Words;

/// <summary>Makes findings of what the compiler says, in plain words where there are some.</summary>
internal static class CompilerFindings
{
    private static readonly ImmutableHashSet<string> UnknownNames =
        ["CS0103", "CS0246", "CS0234", "CS0012", "CS0400", "CS0305", "CS0308", "CS1061", "CS0117", "CS1069", "CS1070", "CS7069", "CS8179", "CS0518", "CS0115", "CS0534", "CS0535", "CS1503", "CS0029", "CS0411", "CS0311"];

    /// <summary>The finding; null for what a learner need not hear.</summary>
    public static Finding? Of(Diagnostic diagnostic, CheckOptions options)
    {
        if (diagnostic.Severity == DiagnosticSeverity.Hidden || (options.AllowUnknownNames && UnknownNames.Contains(diagnostic.Id))) return null;
        var message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        var id = LacksSemicolon(diagnostic, message) ? "CS1002" : diagnostic.Id;
        var plain = CompilerWords.Of(id);
        if (diagnostic.Severity != DiagnosticSeverity.Error && plain is null) return null;
        if (plain is not null)
        {
            var words = plain.Value.Words.ToString(options.Language);
            message = string.Format(CultureInfo.InvariantCulture, words, Names(diagnostic, message));
            if (ReferenceEquals(options.Language, Language.Korean)) message = KoreanText.WithParticles(message);
        }

        return new(
            id, diagnostic.Severity == DiagnosticSeverity.Error ? Weight.MustFix : Weight.WorthKnowing,
            Places.Of(diagnostic.Location), message, "", null, CompilerFixes.Of(id, diagnostic.Location, options.Language))
        {
            IsSuppressed = diagnostic.IsSuppressed,
        };
    }

    /// <summary>After a declaration the compiler would like a comma and another variable; at the end of a line, what lacks is the semicolon.</summary>
    private static bool LacksSemicolon(Diagnostic diagnostic, string message)
    {
        if (diagnostic.Id != "CS1003" || diagnostic.Location.SourceTree is not { } tree || !message.Contains("','", StringComparison.Ordinal)) return false;
        var text = tree.GetText();
        var line = text.Lines.GetLineFromPosition(diagnostic.Location.SourceSpan.Start);
        return text.ToString(Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(diagnostic.Location.SourceSpan.Start, line.End)).AsSpan().IsWhiteSpace();
    }

    /// <summary>What messages may name: the code at the place, then what the compiler's own message quotes.</summary>
    private static object[] Names(Diagnostic diagnostic, string message)
    {
        object[] names = ["", "", "", "", ""];
        if (diagnostic.Location.SourceTree is { } tree)
        {
            var code = tree.GetText().ToString(diagnostic.Location.SourceSpan);
            var end = code.AsSpan().IndexOfAny('\n', '\r');
            if (end >= 0) code = code[..end];
            names[0] = code.Length > 40 ? code[..39] + "…" : code;
        }

        var next = 1;
        for (var i = message.IndexOf('\''); i >= 0 && next < names.Length;)
        {
            var close = message.IndexOf('\'', i + 1);
            if (close < 0) break;
            names[next++] = message[(i + 1)..close];
            i = message.IndexOf('\'', close + 1);
        }

        return names;
    }
}
