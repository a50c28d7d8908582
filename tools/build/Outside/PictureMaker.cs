using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Outside;

/// <summary>A drawing that is wanted as PNG.</summary>
/// <param name="Path">Path of the picture below the site's root.</param>
/// <param name="Svg">The drawing.</param>
/// <param name="Width">Width in pixels.</param>
internal sealed record Drawing(string Path, string Svg, int Width);

/// <summary>
/// Turns drawings into PNG with resvg, compiled to WebAssembly, through Node: the same bytes on every machine, since it asks no library and no
/// font of the system. A picture is kept by what it was made from, so Node is started only for new ones.
/// </summary>
/// <param name="siteFolder">The engine's site/ folder.</param>
/// <param name="cacheFolder">Where pictures are kept.</param>
internal sealed class PictureMaker(string siteFolder, string cacheFolder)
{
    /// <summary>One weight for titles and one for the rest; both hold Latin and Korean.</summary>
    private static readonly string[] Fonts = ["Bold", "Medium"];

    private static readonly string[] Tools = ["package-lock.json", "pictures/package-lock.json", "pictures/draw.mjs"];

    private string? _tools;

    /// <summary>Draws.</summary>
    /// <param name="drawings">What is wanted.</param>
    /// <param name="hasText">Whether letters are drawn, for which fonts are needed.</param>
    /// <param name="cancellation">Stops Node.</param>
    public async Task<Outcome<ImmutableArray<SiteFile>>> DrawAsync(IReadOnlyList<Drawing> drawings, bool hasText, CancellationToken cancellation)
    {
        _tools ??= ContentHash.OfParts(Tools.Select(file => Path.Combine(siteFolder, file)).Where(File.Exists).Select(File.ReadAllText));
        var wanted = drawings.Select(d => (Drawing: d, File: HashedFile.Of(cacheFolder, "picture", "png", _tools, d.Svg, d.Width.ToString(CultureInfo.InvariantCulture)))).ToList();
        var missing = wanted.Where(static w => !w.File.Exists).DistinctBy(static w => w.File).ToList();
        if (missing.Count > 0 && await DrawMissingAsync(missing, hasText, cancellation) is { } failure) return new([], [failure]);
        return new([.. wanted.Select(static w => new SiteFile(w.Drawing.Path, w.File.Read()))], []);
    }

    private async Task<Diagnostic?> DrawMissingAsync(List<(Drawing Drawing, HashedFile File)> missing, bool hasText, CancellationToken cancellation)
    {
        var place = SourceLocation.WholeFile("site/pictures");
        foreach (var folder in hasText ? [siteFolder, Path.Combine(siteFolder, "pictures")] : new[] { siteFolder })
        {
            if (await new NodePackages(folder).RestoreAsync(place, cancellation) is { } failure) return failure;
        }

        var request = new DrawRequest(
            [.. hasText ? Fonts.Select(static weight => $"node_modules/pretendard/dist/public/static/Pretendard-{weight}.otf") : []],
            [.. missing.Select(static w => new DrawnPicture(w.Drawing.Svg, w.Drawing.Width))]);
        var node = await ExternalProgram.RunAsync(
            "node", [Path.Combine("pictures", "draw.mjs")], siteFolder, JsonSerializer.Serialize(request, PictureJson.Default.DrawRequest), cancellation);
        if (!node.Started) return NodePackages.Missing(place);
        if (!node.Succeeded)
        {
            return SiteFaults.NodeFailed.At(
                place, $"Node ended with an error while it drew pictures: {NodePackages.LastLine(node.Error)}",
                "Mend icon.svg of the theme if it is the cause; else run `npm ci` in site/ and site/pictures/, then build again.");
        }

        var pictures = JsonSerializer.Deserialize(node.Output, PictureJson.Default.StringArray)!;
        for (var i = 0; i < missing.Count; i++) missing[i].File.Write(Convert.FromBase64String(pictures[i]));
        return null;
    }

    internal sealed record DrawRequest(string[] Fonts, DrawnPicture[] Pictures);

    internal sealed record DrawnPicture(string Svg, int Width);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(PictureMaker.DrawRequest))]
[JsonSerializable(typeof(string[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class PictureJson : JsonSerializerContext;
