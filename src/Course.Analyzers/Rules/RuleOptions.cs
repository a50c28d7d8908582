using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace Course.Analyzers;

/// <summary>What .editorconfig says about our rules.</summary>
internal static class RuleOptions
{
    /// <summary>Whether <c>dl.profile = course</c> asks for what a teacher would mark.</summary>
    public static bool IsCourse(AnalyzerOptions options, SyntaxTree tree) =>
        options.AnalyzerConfigOptionsProvider.GetOptions(tree).TryGetValue("dl.profile", out var profile) && profile.Trim() == "course";

    /// <summary>The names that <c>dl.clip_helpers = Tame, Bound</c> lists, whichever files it is set for.</summary>
    public static ImmutableHashSet<string> AllClipHelpers(AnalyzerOptions options, Compilation compilation) =>
        compilation.SyntaxTrees.SelectMany(tree => ClipHelpers(options.AnalyzerConfigOptionsProvider.GetOptions(tree))).ToImmutableHashSet();

    private static IEnumerable<string> ClipHelpers(AnalyzerConfigOptions options) =>
        options.TryGetValue("dl.clip_helpers", out var names) ? names.Split(',', ' ').Where(static name => name.Length > 0) : Enumerable.Empty<string>();
}
