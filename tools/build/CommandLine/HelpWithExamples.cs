using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Course.Build.CommandLine;

/// <summary>The help that the library writes, and below it the examples of the command.</summary>
/// <param name="standard">The library's own.</param>
/// <param name="rootExamples">Examples of the root command.</param>
internal sealed class HelpWithExamples(HelpAction standard, ImmutableArray<(string Arguments, string Meaning)> rootExamples)
    : SynchronousCommandLineAction
{
    /// <summary>How the program is called from a checkout.</summary>
    public const string Program = "dotnet run --project tools/build --";

    /// <summary>Puts it in the place of a root command's help.</summary>
    public static void AddTo(RootCommand root, params ImmutableArray<(string Arguments, string Meaning)> examples)
    {
        var help = root.Options.OfType<HelpOption>().Single();

        // The library also takes /?, /h and -?, which would be proposed wherever a shell completes.
        help.Aliases.Clear();
        help.Aliases.Add("-h");
        help.Action = new HelpWithExamples((HelpAction)help.Action!, examples);
    }

    /// <inheritdoc />
    public override bool ClearsParseErrors => true;

    /// <summary>The examples of a command.</summary>
    public ImmutableArray<(string Arguments, string Meaning)> ExamplesOf(Command command) => command switch
    {
        ExampleCommand own => own.Examples,
        RootCommand => rootExamples,
        _ => [],
    };

    /// <inheritdoc />
    public override int Invoke(ParseResult parseResult)
    {
        var code = standard.Invoke(parseResult);
        var examples = ExamplesOf(parseResult.CommandResult.Command);
        if (examples.IsEmpty) return code;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var (arguments, meaning) in examples)
        {
            output.WriteLine($"  {Program} {arguments}".TrimEnd());
            output.WriteLine($"      {meaning}");
        }

        output.WriteLine();
        return code;
    }
}
