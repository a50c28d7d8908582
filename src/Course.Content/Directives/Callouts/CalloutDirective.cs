using Markdig.Parsers;

namespace Course.Content.Directives.Callouts;

/// <summary><c>:::tip</c>, <c>:::principle</c>, <c>:::note</c>, <c>:::warning</c>, <c>:::pitfall</c>.</summary>
internal sealed class CalloutDirective(string name, CalloutKind kind) : ContainerDirective(name)
{
    /// <summary>One directive a kind.</summary>
    public static ContainerDirective[] All { get; } =
    [
        new CalloutDirective("tip", CalloutKind.Tip),
        new CalloutDirective("principle", CalloutKind.Principle),
        new CalloutDirective("note", CalloutKind.Note),
        new CalloutDirective("warning", CalloutKind.Warning),
        new CalloutDirective("pitfall", CalloutKind.Pitfall),
    ];

    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser) =>
        new CalloutBlock(parser) { Kind = kind, Title = line.Words };
}
