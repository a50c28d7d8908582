using System.Collections.Immutable;
using Course.Content.Parsing;
using Markdig.Parsers;

namespace Course.Content.Directives.Figures;

/// <summary><c>:::figure</c></summary>
internal sealed class FigureDirective() : ContainerDirective("figure")
{
    private const string Example = ":::figure gradient-by-depth alt=\"What the picture shows\"";

    public override DirectiveBlock Open(DirectiveLine line, BlockParser parser)
    {
        var id = line.Id(Example, out var rest);
        var attributes = line.Attributes(rest);
        if (attributes.Take("alt") is null)
        {
            line.Report(ContentFaults.MissingArgument,
                "The figure has no alternative text, so readers who do not see it learn nothing from it.", "Add alt=\"what the picture shows\".");
        }

        var block = new FigureBlock(parser)
        {
            Id = id ?? "",
            Alt = attributes.Text("alt") ?? "",
            X = attributes.Text("x"),
            Y = attributes.Text("y"),
            Series = Labels(attributes, "series"),
            Categories = Labels(attributes, "categories"),
        };
        attributes.Finish("`figure`");
        return block;
    }

    public override void Check(DirectiveBlock block, LessonTextBuilder text)
    {
        var figure = (FigureBlock)block;
        if (figure.Id.Length > 0) text.AddFigure(new(figure.Id, figure.Line + 1));
    }

    private static ImmutableArray<string> Labels(AttributeList attributes, string name)
    {
        if (attributes.TakeValue(name) is not { Value: { } value } attribute) return [];
        ImmutableArray<string> labels = [.. value.Split('|', StringSplitOptions.TrimEntries)];
        if (labels.Contains(""))
        {
            attributes.Report(attribute, $"`{name}` holds an empty label.", "Write one label a series or category, separated by single `|`.");
        }

        return labels;
    }
}
