using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Typesetting;

namespace Course.Build.Outside;

/// <summary>
/// Typesets formulas with temml, through Node, all new ones in one call. Results are kept by text, so that Node is
/// started only when an author writes a formula that was not typeset before.
/// </summary>
/// <param name="siteFolder">The engine's site/ folder, which holds package.json and math/typeset.mjs.</param>
/// <param name="cacheFolder">Where results are kept.</param>
/// <param name="packages">The packages beside it.</param>
internal sealed class NodeTypesetter(string siteFolder, string cacheFolder, NodePackages packages)
{
    /// <summary>Typesets formulas.</summary>
    /// <param name="formulas">TeX and whether it is displayed.</param>
    /// <param name="first">Where the first formula stands, for diagnostics about the tools.</param>
    /// <param name="cancellation">Stops Node.</param>
    public async Task<Outcome<MathTable>> TypesetAsync(
        IReadOnlyCollection<(string Tex, bool Display)> formulas, SourceLocation first, CancellationToken cancellation)
    {
        if (formulas.Count == 0) return new(MathTable.Empty, []);
        var cache = CacheFile();
        var known = Known(cache);
        var missing = formulas.Where(f => !known.ContainsKey(f)).Distinct().OrderBy(static f => f.Tex, StringComparer.Ordinal).ThenBy(static f => f.Display).ToList();
        var found = ImmutableArray<Diagnostic>.Empty;
        if (missing.Count > 0)
        {
            found = await TypesetMissingAsync(missing, known, first, cancellation);
            if (found.IsEmpty) Write(cache, known);
        }

        return new(new(formulas.Distinct().Where(known.ContainsKey).ToImmutableDictionary(static f => f, f => known[f])), found);
    }

    private async Task<ImmutableArray<Diagnostic>> TypesetMissingAsync(
        List<(string Tex, bool Display)> missing, Dictionary<(string, bool), TypesetFormula> known, SourceLocation first, CancellationToken cancellation)
    {
        if (await packages.RestoreAsync(first, cancellation) is { } failure) return [failure];
        var input = JsonSerializer.Serialize([.. missing.Select(static f => new Request(f.Tex, f.Display))], TypesettingJson.Default.RequestArray);
        var node = await ExternalProgram.RunAsync("node", [Path.Combine("math", "typeset.mjs")], siteFolder, input, cancellation);
        if (!node.Started) return [NodePackages.Missing(first)];
        if (!node.Succeeded)
        {
            return [SiteFaults.NodeFailed.At(first, $"Node ended with an error while it typeset formulas: {NodePackages.LastLine(node.Error)}", "Run `npm ci` in site/, then build again.")];
        }

        var replies = JsonSerializer.Deserialize(node.Output, TypesettingJson.Default.ReplyArray)!;
        for (var i = 0; i < missing.Count; i++) known[missing[i]] = new(replies[i].Mathml, replies[i].Error);
        return [];
    }

    /// <summary>Another version of temml or of our script may typeset otherwise.</summary>
    private HashedFile CacheFile() => HashedFile.Of(
        cacheFolder, "math", "json", File.ReadAllText(Path.Combine(siteFolder, "package-lock.json")), File.ReadAllText(Path.Combine(siteFolder, "math", "typeset.mjs")));

    private static Dictionary<(string Tex, bool Display), TypesetFormula> Known(HashedFile cache)
    {
        try
        {
            if (cache.Read() is not { } json) return [];
            var entries = JsonSerializer.Deserialize(json, TypesettingJson.Default.EntryArray) ?? [];
            return entries.ToDictionary(static e => (e.Tex, e.Display), static e => new TypesetFormula(e.Mathml, e.Error));
        }
        catch (JsonException)
        {
            // A damaged cache is made anew.
            return [];
        }
    }

    private static void Write(HashedFile cache, Dictionary<(string Tex, bool Display), TypesetFormula> known)
    {
        var entries = known.OrderBy(static k => k.Key.Tex, StringComparer.Ordinal).ThenBy(static k => k.Key.Display)
            .Select(static k => new Entry(k.Key.Tex, k.Key.Display, k.Value.MathMl, k.Value.Error));
        cache.Write(JsonSerializer.SerializeToUtf8Bytes([.. entries], TypesettingJson.Default.EntryArray));
    }

    internal sealed record Request(string Tex, bool Display);

    internal sealed record Reply(string? Mathml, string? Error);

    internal sealed record Entry(string Tex, bool Display, string? Mathml, string? Error);
}

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(NodeTypesetter.Request[]))]
[JsonSerializable(typeof(NodeTypesetter.Reply[]))]
[JsonSerializable(typeof(NodeTypesetter.Entry[]))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class TypesettingJson : JsonSerializerContext;
