namespace Course.Build.Tests.CommandLine;

/// <summary>A copy of the engine with what rendering from records needs and no more; its caches are its own.</summary>
internal static class BareEngine
{
    public static TempFolder Copy()
    {
        var engine = new TempFolder();
        engine.Write("Course.sln", "");
        foreach (var folder in new[] { "tools/snippet-host", "src/Course.Figures" })
        {
            foreach (var file in Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), "*", SearchOption.AllDirectories))
            {
                engine.CopyFrom(file, Path.GetRelativePath(Checkout.Root, file));
            }
        }

        foreach (var file in new[] { "Directory.Build.props", "src/Course.Snippets/Execution/HostProtocol.cs", "site/package-lock.json", "site/math/typeset.mjs" })
        {
            engine.CopyFrom(Path.Combine(Checkout.Root, file), file);
        }

        engine.CopyFrom(Path.GetDirectoryName(CourseBuild.Tool(Checkout.Root))!, "artifacts/bin/build/debug");
        return engine;
    }
}
