using System;
using System.Collections.Generic;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>
/// A rule about calls of certain names. It is shown these calls only: were it registered for all invocations, the compiler would
/// build the operations of every method, most of which have nothing to do with TorchSharp.
/// </summary>
public abstract class CallAnalyzer : DeepLearningAnalyzer
{
    /// <summary>The simple names of the calls to look at.</summary>
    private protected abstract IReadOnlyList<string> Names { get; }

    internal sealed override void Look(RuleContext context, CodeModel code)
    {
        var index = TreeIndex.Of(context.Tree, context.Cancellation);
        foreach (var node in Names.SelectMany(index.Calls))
        {
            if (context.FilterSpan is { } span && !span.IntersectsWith(node.Span))
                continue;
            if (code.OperationOf(node) is IInvocationOperation call)
                Check(call, code, context.Report);
        }
    }

    private protected abstract void Check(IInvocationOperation call, CodeModel code, Action<Diagnostic> report);
}
