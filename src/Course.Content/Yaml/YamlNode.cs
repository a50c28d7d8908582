using System.Collections.Immutable;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>A node of a yaml file with its place.</summary>
internal abstract record YamlNode(SourceLocation Location)
{
    /// <summary>What the node is, as a message to authors names it.</summary>
    public abstract string Kind { get; }
}

/// <summary>A single value; everything is text until a reader asks for more.</summary>
/// <param name="IsPlain">Whether it was written without quotes.</param>
internal sealed record YamlScalar(string Value, bool IsPlain, SourceLocation Location) : YamlNode(Location)
{
    /// <summary>Whether nothing was written at all (<c>key:</c>).</summary>
    public bool IsEmpty => IsPlain && Value.Length == 0;

    public override string Kind => IsEmpty ? "empty" : "a single value";
}

/// <summary>A list.</summary>
internal sealed record YamlList(ImmutableArray<YamlNode> Items, SourceLocation Location) : YamlNode(Location)
{
    public override string Kind => "a list";
}

/// <summary>Keys with values, in the order written; no key occurs twice.</summary>
internal sealed record YamlMap(ImmutableArray<(YamlScalar Key, YamlNode Value)> Entries, SourceLocation Location) : YamlNode(Location)
{
    public override string Kind => "a map of keys and values";
}
