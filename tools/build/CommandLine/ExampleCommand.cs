using System.Collections.Immutable;
using System.CommandLine;

namespace Course.Build.CommandLine;

/// <summary>A command whose help ends with examples. A test parses each of them.</summary>
/// <param name="name">Its name.</param>
/// <param name="description">What it does.</param>
/// <param name="examples">Argument lines, each with what it does.</param>
internal sealed class ExampleCommand(string name, string description, params ImmutableArray<(string Arguments, string Meaning)> examples)
    : Command(name, description)
{
    /// <summary>Argument lines, as they stand behind the program's name, each with what it does.</summary>
    public ImmutableArray<(string Arguments, string Meaning)> Examples { get; } = examples;
}
