using Course.Build.Outside;
using Course.Diagnostics;

namespace Course.Build.Tests;

/// <summary>The site's scripts: types as strict as TypeScript knows, and their own tests, which Node runs.</summary>
public sealed class ClientTests
{
    private static readonly string Site = Path.Combine(Checkout.Root, "site");

    [Theory]
    [InlineData("node_modules/typescript/bin/tsc", "-p", ".")]
    [InlineData("client/tests/run.mjs")]
    public async Task Scripts_hold(params string[] arguments)
    {
        Assert.Null(await new NodePackages(Site).RestoreAsync(SourceLocation.WholeFile("site"), TestContext.Current.CancellationToken));
        var node = await ExternalProgram.RunAsync("node", arguments, Site, null, TestContext.Current.CancellationToken);
        Assert.True(node.Succeeded, node.Output + node.Error);
    }

    [Fact]
    public async Task A_broken_script_is_reported_at_its_line_and_the_rest_of_the_bundle_is_not_published()
    {
        var theme = Directory.CreateTempSubdirectory("course-client-");
        try
        {
            Directory.CreateDirectory(Path.Combine(theme.FullName, "client"));
            await File.WriteAllTextAsync(Path.Combine(theme.FullName, "client", "main.ts"), "const a = 1;\nconst b = (;\n", TestContext.Current.CancellationToken);
            var bundle = await new ClientBundler(theme.FullName, Site, Path.Combine(theme.FullName, "cache"), new(Site)).BundleAsync(TestContext.Current.CancellationToken);
            var found = Assert.Single(bundle.Diagnostics);
            Assert.Equal(("CO6015", "site/client/main.ts", 2), (found.Id, found.Location.File, found.Location.StartLine));
            Assert.Empty(bundle.Value.Files);
        }
        finally
        {
            theme.Delete(recursive: true);
        }
    }
}
