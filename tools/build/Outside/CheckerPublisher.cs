using System.IO.Compression;
using System.Runtime.InteropServices;
using Course.Build.Reporting;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Theming;

namespace Course.Build.Outside;

/// <summary>
/// Publishes src/Course.Browser, the checker as WebAssembly, when anything that it is made from changed since it was last published. What
/// was published is kept in the cache by the hash of that; a publish that fails leaves it there.
/// </summary>
/// <param name="engineRoot">The repository.</param>
/// <param name="cacheFolder">Where results are kept.</param>
/// <param name="dotnet">The program that publishes; the SDK where none is named.</param>
internal sealed class CheckerPublisher(string engineRoot, string cacheFolder, string? dotnet = null)
{
    private const string Project = "src/Course.Browser";

    /// <summary>The folders whose C# and project files it is made from.</summary>
    private static readonly string[] Sources = [Project, "src/Course.Checking", "src/Course.Analyzers", "src/Course.Figures"];

    private static readonly string[] Others = ["Directory.Build.props", "Directory.Packages.props", "global.json", "tools/build/Outside/CheckerPublisher.cs", "tools/build/Outside/CheckerReferences.cs", "tools/build/Outside/MergedLibrary.cs"];

    private (string Key, CheckerFiles Files)? _last;

    /// <summary>What was published last, without its compressed forms, and the key of the sources that it was made from; null where nothing was.</summary>
    public (string Key, CheckerFiles Files)? FindLast()
    {
        try
        {
            return Directory.Exists(Folder) && new DirectoryInfo(Folder).EnumerateDirectories().Where(static folder => !IsWork(folder.Name)).MaxBy(static folder => folder.LastWriteTimeUtc) is { } last
                ? (last.Name, CheckerFiles.Of(Directory.EnumerateFiles(last.FullName).Where(static file => !IsTwin(file)).Select(Read), []))
                : null;
        }
        catch (IOException)
        {
            // Another build has just put a newer one in its place.
            return null;
        }
    }

    /// <summary>The checker, published first if it must be.</summary>
    public async Task<Outcome<CheckerFiles>> PublishAsync(IBuildObserver observer, CancellationToken cancellation)
    {
        try
        {
            var key = Key();
            if (Published(key) is { } known) return new(known, []);
            return await EnsureAsync(key, observer, isPatient: false, cancellation) is { } fault ? new(CheckerFiles.None, [fault]) : new(Published(key) ?? CheckerFiles.None, []);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new(CheckerFiles.None, [Fault(e.Message)]);
        }
    }

    /// <summary>Publishes the sources of a key where nobody has yet.</summary>
    /// <param name="key">The key of the sources as they are.</param>
    /// <param name="observer">Is told.</param>
    /// <param name="isPatient">Whether the work lets everything else on the machine go before it.</param>
    /// <param name="cancellation">Stops it.</param>
    /// <returns>What went wrong, or null.</returns>
    /// <exception cref="IOException">The cache cannot be written.</exception>
    public async Task<Diagnostic?> EnsureAsync(string key, IBuildObserver observer, bool isPatient, CancellationToken cancellation)
    {
        if (IsPublished(key)) return null;

        // Two builds at once would publish the same; the second waits and takes what the first has made.
        Directory.CreateDirectory(Folder);
        using var turn = await FileTurn.TakeAsync(Path.Combine(cacheFolder, "checker.lock"), cancellation);
        if (IsPublished(key)) return null;
        observer.Tell("publishing the checker for the page, which takes a minute, once for each change of its sources");
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        if (await MakeAsync(key, isPatient, cancellation) is { } fault) return fault;
        observer.Tell($"publish checker {BuildConsole.Time(System.Diagnostics.Stopwatch.GetElapsedTime(started))}");
        return null;
    }

    private string Folder => Path.Combine(cacheFolder, "checker");

    /// <summary>Hash of everything that the checker is made from. The runtime stands for the SDK that it came with.</summary>
    public string Key() => ContentHash.OfParts([
        RuntimeInformation.FrameworkDescription,
        .. Sources.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(engineRoot, folder), "*", SearchOption.AllDirectories))
            .Where(static file => Path.GetExtension(file) is ".cs" or ".csproj" or ".targets" or ".xml" || Path.GetFileName(file) == "packages.lock.json")
            .Concat(Others.Select(file => Path.Combine(engineRoot, file)).Where(File.Exists))
            .Select(file => (Name: Path.GetRelativePath(engineRoot, file).Replace('\\', '/'), File: file))
            .Where(static file => !file.Name.Contains("/obj/", StringComparison.Ordinal) && !file.Name.Contains("/bin/", StringComparison.Ordinal))
            .OrderBy(static file => file.Name, StringComparer.Ordinal)
            .SelectMany(static file => new[] { file.Name, File.ReadAllText(file.File).ReplaceLineEndings("\n") })])[..16];

    private bool IsPublished(string key) => Directory.Exists(Path.Combine(Folder, key));

    private CheckerFiles? Published(string key)
    {
        if (_last is { } last && last.Key == key) return last.Files;
        if (!IsPublished(key)) return null;
        var files = Directory.EnumerateFiles(Path.Combine(Folder, key)).Select(Read).ToLookup(static file => IsTwin(file.Path));
        _last = (key, CheckerFiles.Of(files[false], files[true]));
        return _last.Value.Files;
    }

    private async Task<Diagnostic?> MakeAsync(string key, bool isPatient, CancellationToken cancellation)
    {
        // A folder of its own: the SDK takes an assembly that was trimmed with other settings for one that is up to date.
        var work = Path.Combine(Folder, $"work.{Environment.ProcessId}");
        Remove(work);
        try
        {
            var ended = await ExternalProgram.RunAsync(
                dotnet ?? ExternalProgram.Dotnet,
                ["publish", Project, "-c", "Release", "--nologo", "--verbosity", "quiet", "-nodeReuse:false", $"-p:ArtifactsPath={work}"], engineRoot, null, cancellation, isPatient);
            if (!ended.Succeeded)
            {
                var error = (ended.Output + ended.Error).Split('\n').FirstOrDefault(static line => line.Contains("error", StringComparison.Ordinal))?.Trim();
                return Fault(error ?? (ended.Started ? "dotnet publish failed." : ended.Error));
            }

            var published = Path.Combine(work, "publish", "Course.Browser", "release");
            var draft = Path.Combine(work, "checker");
            Directory.CreateDirectory(draft);
            foreach (var file in Directory.EnumerateFiles(Path.Combine(published, "wwwroot", "_framework"))) File.Copy(file, Path.Combine(draft, Path.GetFileName(file)));
            var references = CheckerReferences.Blob(await File.ReadAllLinesAsync(Path.Combine(published, "references.txt"), cancellation));
            await File.WriteAllBytesAsync(Path.Combine(draft, "references.bin"), references, cancellation);
            await CompressAsync(Path.Combine(draft, "references.bin.br"), references, static to => new BrotliStream(to, CompressionLevel.SmallestSize), cancellation);
            await CompressAsync(Path.Combine(draft, "references.bin.gz"), references, static to => new GZipStream(to, CompressionLevel.SmallestSize), cancellation);

            // What was published before serves until here; from here on nobody asks for it.
            Directory.Move(draft, Path.Combine(Folder, key));
            foreach (var old in Directory.EnumerateDirectories(Folder).Where(folder => Path.GetFileName(folder) != key && !IsWork(Path.GetFileName(folder)))) Remove(old);
            return null;
        }
        finally
        {
            Remove(work);
        }
    }

    private static async Task CompressAsync(string path, byte[] bytes, Func<Stream, Stream> compress, CancellationToken cancellation)
    {
        await using var file = File.Create(path);
        await using var compressed = compress(file);
        await compressed.WriteAsync(bytes, cancellation);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }

    private static SiteFile Read(string file) => new(Path.GetFileName(file), File.ReadAllBytes(file));

    private static bool IsWork(string folder) => folder.StartsWith("work.", StringComparison.Ordinal);

    private static bool IsTwin(string path) => Path.GetExtension(path) is ".br" or ".gz";

    private static Diagnostic Fault(string why) => BuildFaults.CheckerUnpublishable.At(
        SourceLocation.WholeFile(Project),
        $"The checker for the page could not be published as WebAssembly: {why} The last good site is still in place.",
        $"Run `dotnet publish {Project} -c Release` and mend what it says, or build with --without-checker.");
}
