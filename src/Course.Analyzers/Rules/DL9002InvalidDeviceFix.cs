using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers;

/// <summary>Adds the $ that makes the string take in the variable it names.</summary>
public sealed class DL9002InvalidDeviceFix : RuleFix
{
    public DL9002InvalidDeviceFix()
        : base(DL9002InvalidDevice.Id)
    {
    }

    /// <inheritdoc />
    public override Wording Title { get; } = new("Add the missing $", "빠진 $ 붙이기");

    /// <inheritdoc />
    public override ImmutableArray<TextChange> Changes(Diagnostic diagnostic, SyntaxNode root, SourceText text)
    {
        var start = diagnostic.Location.SourceSpan.Start;
        return diagnostic.Properties.ContainsKey(DL9002InvalidDevice.Interpolated) && text[start] == '"'
            ? ImmutableArray.Create(new TextChange(new TextSpan(start, 0), "$"))
            : default;
    }
}
