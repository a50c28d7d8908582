using System.Collections.Immutable;
using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace Course.Analyzers.Tests.Verification;

/// <summary>A place where a finding is due.</summary>
/// <param name="Id">Id; null for the rule under test at any weight.</param>
/// <param name="Span">The exact characters.</param>
internal sealed record Expected(string? Id, TextSpan Span);

/// <summary>Code with marks: <c>[|span|]</c>, or <c>{|W:span|}</c> and <c>{|I:span|}</c> and <c>{|E:span|}</c> to ask for a weight.</summary>
/// <param name="Code">The code without marks.</param>
/// <param name="Findings">What is due.</param>
internal sealed record Markup(string Code, ImmutableArray<Expected> Findings)
{
    public static Markup Parse(string marked)
    {
        var (code, found, open) = (new StringBuilder(), ImmutableArray.CreateBuilder<Expected>(), new Stack<(string? Id, int Start)>());
        for (var i = 0; i < marked.Length; i++)
        {
            if (marked.AsSpan(i).StartsWith("[|"))
            {
                open.Push((null, code.Length));
                i++;
            }
            else if (marked.AsSpan(i).StartsWith("{|") && marked.IndexOf(':', i) is var colon and > 0 && colon - i == 3)
            {
                open.Push((marked[i + 2].ToString(), code.Length));
                i = colon;
            }
            else if (open.Count > 0 && (marked.AsSpan(i).StartsWith("|]") || marked.AsSpan(i).StartsWith("|}")))
            {
                var (id, start) = open.Pop();
                found.Add(new Expected(id, TextSpan.FromBounds(start, code.Length)));
                i++;
            }
            else
            {
                code.Append(marked[i]);
            }
        }

        Assert.Empty(open);
        return new Markup(code.ToString(), found.ToImmutable());
    }
}
