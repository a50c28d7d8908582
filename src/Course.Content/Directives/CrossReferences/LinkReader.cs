using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Parsing;
using Course.Content.Spelling;
using Markdig.Syntax.Inlines;

namespace Course.Content.Directives.CrossReferences;

/// <summary>Judges links and pictures, and turns those that lead into the course into <see cref="CrossReferenceInline"/>s.</summary>
internal static class LinkReader
{
    private const string LinkRemedy =
        "Link to https://…, mailto:…, a file of the lesson's folder, #heading-id, lesson:id, figure:id or snippet:id.";

    private static readonly string[] Schemes = ["lesson", "figure", "snippet", "http", "https", "mailto"];

    /// <summary>Reads a link or picture; returns the inline that stands in its place now.</summary>
    public static Inline Read(LinkInline link, LessonTextBuilder text)
    {
        var url = link.Url ?? "";
        if (link.IsImage) return ReadImage(link, url, text);
        if (CrossReference(url) is { } reference)
        {
            link.ReplaceBy(reference);
            reference.Span = link.Span;
            reference.Line = link.Line;
            reference.Column = link.Column;
            text.AddCrossReference(new(reference.Kind, reference.Target, reference.Anchor, text.LocationOf(link)));
            return reference;
        }

        if (link.FirstChild is null)
        {
            text.Report(ContentFaults.BadLink, link, "The link has no words, so nobody can see or hear it.", "Write words between the brackets.");
        }

        if (IsWeb(url) || url.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase)) return link;
        if (Scheme(url) is { } scheme)
        {
            text.Report(ContentFaults.BadLink, link, $"`{scheme}:` is not a kind of link.{NearMiss.Hint(scheme, Schemes)}", LinkRemedy);
        }
        else
        {
            AddAsset(link, url, text);
        }

        return link;
    }

    /// <summary>Judges an address in angle brackets.</summary>
    public static void Read(AutolinkInline link, LessonTextBuilder text)
    {
        if (link.IsEmail || IsWeb(link.Url)) return;
        text.Report(ContentFaults.BadLink, link, $"`<{link.Url}>` is not an address that pages link to.",
            CrossReference(link.Url) is null ? LinkRemedy : $"Write it as `[]({link.Url})`.");
    }

    private static LinkInline ReadImage(LinkInline image, string url, LessonTextBuilder text)
    {
        if (image.FirstChild is null)
        {
            text.Report(ContentFaults.ImageWithoutAlt, image,
                "The picture has no alternative text, so readers who do not see it learn nothing from it.",
                "Write what it shows between the brackets: `![what it shows](picture.png)`.");
        }

        if (Scheme(url) is not null || url.StartsWith("//", StringComparison.Ordinal))
        {
            text.Report(ContentFaults.BadLink, image, "The picture is not in the lesson's folder; pages load nothing from other sites.",
                "Put the file into the lesson's folder and write its path.");
        }
        else
        {
            AddAsset(image, url, text);
        }

        return image;
    }

    private static void AddAsset(LinkInline link, string url, LessonTextBuilder text)
    {
        var path = Uri.UnescapeDataString(url);
        if (RelativePath.IsPlain(path))
        {
            text.AddAsset(new(path, text.LocationOf(link)));
            return;
        }

        text.Report(ContentFaults.BadLink, link,
            url.Length == 0 ? "The link leads nowhere." : $"`{url}` is not a file below the lesson's folder.", LinkRemedy);
    }

    private static CrossReferenceInline? CrossReference(string url)
    {
        if (url.Length > 1 && url[0] == '#') return new() { Kind = CrossReferenceKind.Heading, Target = url[1..] };
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        if (colon < 0 || colon == url.Length - 1) return null;
        var (scheme, target) = (url[..colon], url[(colon + 1)..]);
        switch (scheme)
        {
            case "figure": return new() { Kind = CrossReferenceKind.Figure, Target = target };
            case "snippet": return new() { Kind = CrossReferenceKind.Snippet, Target = target };
            case "lesson":
                var hash = target.IndexOf('#', StringComparison.Ordinal);
                return hash < 0
                    ? new() { Kind = CrossReferenceKind.Lesson, Target = target }
                    : new() { Kind = CrossReferenceKind.Lesson, Target = target[..hash], Anchor = target[(hash + 1)..] };
            default: return null;
        }
    }

    private static bool IsWeb(string url) =>
        url.StartsWith("https://", StringComparison.OrdinalIgnoreCase) || url.StartsWith("http://", StringComparison.OrdinalIgnoreCase);

    private static string? Scheme(string url)
    {
        var colon = url.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && url.AsSpan(0, colon).IndexOfAny('/', '#', '?') < 0 ? url[..colon] : null;
    }
}
