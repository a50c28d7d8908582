using System.Collections.Immutable;
using Course.Content.Files;
using Course.Diagnostics;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Course.Content.Yaml;

/// <summary>Builds the node tree of a yaml file. Anchors, aliases and tags are refused, so a tree is never larger than its file.</summary>
internal static class YamlTree
{
    private const int DeepestNesting = 20;

    /// <summary>The top map, or null where the file holds none; then the diagnostics say why.</summary>
    public static YamlMap? Parse(SourceFile file, List<Diagnostic> diagnostics)
    {
        var builder = new Builder(file, diagnostics);
        try
        {
            var top = builder.Document();
            switch (top)
            {
                case YamlMap map:
                    return map;
                case null or YamlScalar { IsEmpty: true }:
                    if (diagnostics.Count == 0)
                    {
                        diagnostics.Add(ContentFaults.YamlSyntax.At(SourceLocation.WholeFile(file.Path),
                            "The file is empty.", "Write its keys, or delete the file."));
                    }

                    return null;
                default:
                    diagnostics.Add(ContentFaults.WrongType.At(top.Location,
                        $"The file must be a map of keys and values, but is {top.Kind}.", "Write `key: value` lines."));
                    return null;
            }
        }
        catch (YamlException e)
        {
            diagnostics.Add(NotUnderstood(Builder.Place(file, e.Start, e.Start), e.Message));
            return null;
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or NullReferenceException)
        {
            // The library trips over some malformed input instead of refusing it; random texts found such.
            diagnostics.Add(NotUnderstood(builder.LastPlace, "What follows is malformed"));
            return null;
        }
    }

    private static Diagnostic NotUnderstood(SourceLocation location, string why) => ContentFaults.YamlSyntax.At(location,
        $"The yaml cannot be understood from here on: {why.TrimEnd('.')}.",
        "Mend the syntax; a text that holds `: ` or ` #`, or starts with a special character, needs quotes.");

    private sealed class Builder(SourceFile file, List<Diagnostic> diagnostics)
    {
        private readonly Parser _parser = new(new StringReader(file.Text));
        private int _depth;
        private bool _refused;

        /// <summary>Where the last event stood.</summary>
        public SourceLocation LastPlace => _parser.Current is { } last ? At(last) : SourceLocation.OnLine(file.Path, 1, 1, 1);

        public static SourceLocation Place(SourceFile file, in Mark start, in Mark end)
        {
            var (line, column) = ((int)start.Line, (int)start.Column);
            return end.Line == start.Line && end.Column > start.Column
                ? SourceLocation.OnLine(file.Path, line, column, (int)(end.Column - start.Column))
                : SourceLocation.OnLine(file.Path, line, column, 1);
        }

        public YamlNode? Document()
        {
            YamlNode? top = null;
            while (_parser.MoveNext())
            {
                switch (_parser.Current)
                {
                    case DocumentStart when top is not null:
                        Refuse(_parser.Current, ContentFaults.YamlSyntax, "The file holds a second document.", "Remove the line `---` and what follows it.");
                        return null;
                    case NodeEvent or AnchorAlias:
                        top = Node();
                        break;
                    default:
                        break;
                }

                if (_refused) return null;
            }

            return top;
        }

        private YamlNode? Node()
        {
            var current = _parser.Current!;
            if (current is AnchorAlias)
            {
                Refuse(current, ContentFaults.YamlAlias, "The value is an alias (`*name`), which could blow a small file up to any size.", "Write the value out.");
                return null;
            }

            if (current is NodeEvent { Anchor.IsEmpty: false } or NodeEvent { Tag.IsEmpty: false })
            {
                Refuse(current, ContentFaults.YamlAlias, "The value has an anchor (`&name`) or a tag (`!name`), which course files do not use.",
                    "Remove it; put the text in quotes if it is meant to start with `&` or `!`.");
                return null;
            }

            if (current is Scalar scalar) return new YamlScalar(scalar.Value, scalar.Style == ScalarStyle.Plain, At(current));
            if (++_depth > DeepestNesting)
            {
                Refuse(current, ContentFaults.YamlSyntax, "The yaml is nested too deeply to be a course file.", "Flatten it.");
                return null;
            }

            YamlNode? node = current is SequenceStart ? List(At(current)) : Map(At(current));
            _depth--;
            return node;
        }

        private YamlList? List(SourceLocation location)
        {
            var items = ImmutableArray.CreateBuilder<YamlNode>();
            while (_parser.MoveNext() && _parser.Current is not SequenceEnd)
            {
                if (Node() is not { } item) return null;
                items.Add(item);
            }

            return new(items.ToImmutable(), location);
        }

        private YamlMap? Map(SourceLocation location)
        {
            var entries = ImmutableArray.CreateBuilder<(YamlScalar, YamlNode)>();
            var keys = new HashSet<string>(StringComparer.Ordinal);
            while (_parser.MoveNext() && _parser.Current is not MappingEnd)
            {
                if (Node() is not { } key) return null;
                _parser.MoveNext();
                if (Node() is not { } value) return null;
                if (key is not YamlScalar name)
                {
                    diagnostics.Add(ContentFaults.WrongType.At(key.Location, $"A key must be a single word, but is {key.Kind}.", "Write `key: value`."));
                }
                else if (!keys.Add(name.Value))
                {
                    diagnostics.Add(ContentFaults.DuplicateKey.At(key.Location,
                        $"The key `{name.Value}` is given twice, so one of its values would be lost.", "Keep one of them."));
                }
                else
                {
                    entries.Add((name, value));
                }
            }

            return new(entries.ToImmutable(), location);
        }

        private void Refuse(ParsingEvent at, Fault fault, string message, string remedy)
        {
            // After a refusal the tree is incomplete; only the first is told, since the rest may follow from it.
            if (_refused) return;
            _refused = true;
            diagnostics.Add(fault.At(At(at), message, remedy));
        }

        private SourceLocation At(ParsingEvent at) => Place(file, at.Start, at.End);
    }
}
