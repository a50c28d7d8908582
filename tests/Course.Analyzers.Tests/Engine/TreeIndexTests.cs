using Course.Analyzers.Engine;
using Course.Analyzers.Tests.Robustness;
using Course.Analyzers.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Analyzers.Tests.Engine;

/// <summary>The index answers what a walk over the tree would find: for every node of whole programs, and of programs from which tokens were taken.</summary>
public sealed class TreeIndexTests
{
    private const int Damages = 25;

    public static TheoryData<int> Programs => [.. Enumerable.Range(0, TrainingPrograms.All.Count)];

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task What_is_inside_a_node_is_what_a_walk_finds_in_its_order(int program)
    {
        var found = 0;
        foreach (var tree in Trees(program))
        {
            foreach (var node in (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantNodesAndSelf())
            {
                found += Same(node, TreeIndex.CallsIn(node)) + Same(node, TreeIndex.AssignmentsIn(node)) + Same(node, TreeIndex.ReturnsIn(node)) + Same(node, TreeIndex.FunctionsIn(node));
            }
        }

        Assert.True(found > 100, $"Only {found} nodes were compared.");
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public async Task All_that_may_give_a_local_its_value_is_found_by_its_name(int program)
    {
        foreach (var tree in Trees(program))
        {
            var index = TreeIndex.Of(tree, default);
            foreach (var node in (await tree.GetRootAsync(TestContext.Current.CancellationToken)).DescendantNodes())
            {
                var name = node switch
                {
                    VariableDeclaratorSyntax declarator => declarator.Identifier.ValueText,
                    SingleVariableDesignationSyntax designation => designation.Identifier.ValueText,
                    ForEachStatementSyntax loop => loop.Identifier.ValueText,
                    AssignmentExpressionSyntax { Left: IdentifierNameSyntax assigned } => assigned.Identifier.ValueText,
                    IdentifierNameSyntax { Parent: ArgumentSyntax { Parent: TupleExpressionSyntax } or ArgumentSyntax { RefKindKeyword.RawKind: not 0 } } given => given.Identifier.ValueText,
                    _ => null,
                };
                if (name is not null) Assert.Contains(node, index.Bindings(name));
            }
        }
    }

    private static int Same<T>(SyntaxNode node, IReadOnlyCollection<T> found)
        where T : SyntaxNode
    {
        Assert.Equal(node.DescendantNodes().OfType<T>(), found);
        return found.Count;
    }

    /// <summary>A program whole, and with tokens taken from it by a fixed seed.</summary>
    private static IEnumerable<SyntaxTree> Trees(int program)
    {
        var code = TrainingPrograms.All[program];
        yield return CSharpSyntaxTree.ParseText(code, Compilations.Parse);
        var tokens = CSharpSyntaxTree.ParseText(code, Compilations.Parse).GetRoot().DescendantTokens().Where(static token => !token.Span.IsEmpty).ToList();
        var random = new Random(program);
        for (var damage = 0; damage < Damages; damage++)
        {
            var token = tokens[random.Next(tokens.Count)];
            yield return CSharpSyntaxTree.ParseText(code.Remove(token.SpanStart, token.Span.Length), Compilations.Parse);
        }
    }
}
