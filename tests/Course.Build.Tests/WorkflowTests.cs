using System.Globalization;
using System.Text.RegularExpressions;
using Course.Build.CommandLine;
using YamlDotNet.Serialization;

namespace Course.Build.Tests;

/// <summary>Holds the workflow for GitHub Actions against what this repository has: nobody runs it before it is pushed.</summary>
public sealed class WorkflowTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Checkout.Root, ".github", "workflows", "course.yml"));

    private static readonly Dictionary<object, object> Jobs = (Dictionary<object, object>)new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(Text)["jobs"];

    [Fact]
    public void Every_command_that_it_calls_exists_and_takes_its_arguments()
    {
        var commands = Steps().Select(static s => s.GetValueOrDefault("run") as string).OfType<string>().SelectMany(static run => run.Trim().Split('\n')).ToList();
        Assert.True(commands.Count >= 6);
        foreach (var command in commands)
        {
            // What the runner puts in, as it would.
            var words = Regex.Replace(command.Replace("$SCOPE", "--changed-since origin/main", StringComparison.Ordinal), @"\$\{\{ *matrix\.shard *\}\}", "1").Split(' ');
            switch (words)
            {
                case ["dotnet", "run", "--project", var project, "--", .. var arguments]:
                    Assert.True(Directory.GetFiles(Path.Combine(Checkout.Root, project), "*.csproj").Length == 1, command);
                    Assert.Equal("tools/build", project);
                    Assert.Empty(BuildCommand.Create().Parse(arguments).Errors.Select(e => $"{command}: {e.Message}"));
                    break;
                case ["dotnet", "restore", var solution, "--locked-mode"]:
                    Assert.True(File.Exists(Path.Combine(Checkout.Root, solution)), command);
                    break;
                case ["sh", var script]:
                    Assert.True(File.Exists(Path.Combine(Checkout.Root, script)), command);
                    break;
                case ["dotnet", "test"] or ["git", "config", ..]:
                    break;
                default:
                    Assert.Fail($"The workflow calls what this test does not know: {command}");
                    break;
            }
        }
    }

    [Fact]
    public void Its_shards_are_all_parts_of_the_whole()
    {
        var job = (Dictionary<object, object>)Jobs["verify"];
        var matrix = (Dictionary<object, object>)((Dictionary<object, object>)job["strategy"])["matrix"];
        var shards = ((List<object>)matrix["shard"]).Select(static s => int.Parse((string)s, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(Enumerable.Range(1, shards.Count), shards);
        var counts = Regex.Matches(Text, @"matrix\.shard *\}\}(?:/| of )([0-9]+)").Select(static m => m.Groups[1].Value).ToList();
        Assert.True(counts.Count >= 2);
        Assert.All(counts, count => Assert.Equal(shards.Count.ToString(CultureInfo.InvariantCulture), count));
    }

    [Fact]
    public void Actions_are_pinned_to_a_major_version_and_files_that_keys_are_made_of_exist()
    {
        var uses = Steps().Select(static s => s.GetValueOrDefault("uses") as string).OfType<string>().ToList();
        Assert.NotEmpty(uses);
        Assert.All(uses, static u => Assert.Matches("^(actions|github)/[a-z-]+@v[0-9]+$", u));
        foreach (var (_, value) in Steps().Select(static s => s.GetValueOrDefault("with")).OfType<Dictionary<object, object>>().SelectMany(static w => w)
            .Where(static w => (string)w.Key is "global-json-file" or "cache-dependency-path"))
        {
            Assert.True(File.Exists(Path.Combine(Checkout.Root, (string)value)), $"{value} does not exist");
        }

        // History is needed to know what changed.
        Assert.Contains("fetch-depth: 0", Text);
    }

    private static IEnumerable<Dictionary<object, object>> Steps() =>
        Jobs.Values.SelectMany(static job => (List<object>)((Dictionary<object, object>)job)["steps"]).Cast<Dictionary<object, object>>();
}
