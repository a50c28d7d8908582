using System;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>One look of a rule at one file.</summary>
/// <param name="tree">The file.</param>
/// <param name="filterSpan">The part of it that somebody looks at; null where it is all.</param>
/// <param name="options">What the project asks of the rules.</param>
/// <param name="report">Takes what is found.</param>
/// <param name="cancellation">Stops the work.</param>
internal sealed class RuleContext(SyntaxTree tree, TextSpan? filterSpan, AnalyzerOptions options, Action<Diagnostic> report, CancellationToken cancellation)
{
    /// <summary>The file.</summary>
    public SyntaxTree Tree => tree;

    /// <summary>The part of it that somebody looks at; null where it is all.</summary>
    public TextSpan? FilterSpan => filterSpan;

    /// <summary>What the project asks of the rules.</summary>
    public AnalyzerOptions Options => options;

    /// <summary>Stops the work.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Takes what is found.</summary>
    public void Report(Diagnostic diagnostic) => report(diagnostic);
}
