using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Theming;

namespace Course.Build.Outside;

/// <summary>
/// Bundles the scripts of a theme with esbuild, through Node. The result is kept by the hash of the sources, so that Node is
/// started only when a script changed.
/// </summary>
/// <param name="theme">The theme's folder; its scripts are in client/.</param>
/// <param name="siteFolder">The engine's site/ folder, which holds the packages and client/bundle.mjs.</param>
/// <param name="cacheFolder">Where results are kept.</param>
/// <param name="packages">The packages.</param>
internal sealed class ClientBundler(string theme, string siteFolder, string cacheFolder, NodePackages packages)
{
    private readonly string _sources = Path.Combine(theme, "client");
    private (HashedFile Cache, ClientScripts Scripts)? _last;

    /// <summary>Bundles; a theme without client/ has no scripts.</summary>
    public async Task<Outcome<ClientScripts>> BundleAsync(CancellationToken cancellation)
    {
        if (CacheFile() is not { } cache) return new(ClientScripts.None, []);
        if (_last is { } last && last.Cache == cache) return new(last.Scripts, []);
        if (cache.Read() is not { } json || Read(json) is not { Files: not null } bundle)
        {
            var place = SourceLocation.WholeFile("site/client");
            if (await packages.RestoreAsync(place, cancellation) is { } failure) return new(ClientScripts.None, [failure]);
            var node = await ExternalProgram.RunAsync("node", [Path.Combine("client", "bundle.mjs"), _sources], siteFolder, null, cancellation);
            if (!node.Started) return new(ClientScripts.None, [NodePackages.Missing(place)]);
            if (!node.Succeeded || Read(Encoding.UTF8.GetBytes(node.Output)) is not { } made)
            {
                return new(ClientScripts.None, [SiteFaults.NodeFailed.At(
                    place, $"Node ended with an error while it bundled scripts: {NodePackages.LastLine(node.Error)}", "Run `npm ci` in site/, then build again.")]);
            }

            if (made.Files is null)
            {
                return new(ClientScripts.None, [.. (made.Errors ?? []).Select(static e => SiteFaults.BadScript.At(
                    new("site/client/" + e.File, e.Line, e.Column, e.Line, e.Column), e.Text, "Mend the script."))]);
            }

            cache.Write(Encoding.UTF8.GetBytes(node.Output));
            bundle = made;
        }

        var scripts = new ClientScripts(
            [.. bundle.Files.Select(static f => SiteFile.FromText("assets/" + f.Path, f.Text))],
            bundle.Entries!.ToImmutableSortedDictionary(static e => e.Key, static e => "assets/" + e.Value, StringComparer.Ordinal))
        {
            OnDemand = [.. (bundle.OnDemand ?? []).Select(static f => "assets/" + f)],
        };
        _last = (cache, scripts);
        return new(scripts, []);
    }

    /// <summary>Named by everything that a bundle is made from; null where the theme has no scripts.</summary>
    private HashedFile? CacheFile()
    {
        if (!Directory.Exists(_sources)) return null;
        var files = Directory.EnumerateFiles(_sources, "*.ts", SearchOption.AllDirectories).Order(StringComparer.Ordinal);
        return HashedFile.Of(cacheFolder, "client", "json", [
            File.ReadAllText(Path.Combine(siteFolder, "package-lock.json")), File.ReadAllText(Path.Combine(siteFolder, "client", "bundle.mjs")),
            .. files.SelectMany(file => new[] { Path.GetRelativePath(_sources, file), File.ReadAllText(file) })]);
    }

    private static Bundle? Read(byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ClientBundleJson.Default.Bundle);
        }
        catch (JsonException)
        {
            // A damaged cache is made anew.
            return null;
        }
    }

    internal sealed record Bundle(BundledFile[]? Files, Dictionary<string, string>? Entries, string[]? OnDemand, BundleError[]? Errors);

    internal sealed record BundledFile(string Path, string Text);

    internal sealed record BundleError(string File, int Line, int Column, string Text);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(ClientBundler.Bundle))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class ClientBundleJson : JsonSerializerContext;
