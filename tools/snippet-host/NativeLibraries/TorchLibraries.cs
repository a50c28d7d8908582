using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Security.Cryptography;

namespace Course.SnippetHost.NativeLibraries;

/// <summary>
/// Loads TorchSharp's native library on Linux systems whose C++ library is older than the one it was built against
/// (Debian 12, Ubuntu 22.04). It asks there for a symbol version that the system lacks and that nothing in it uses; a
/// copy with that need made weak loads and works. Where the library loads as it is, and on other systems, nothing is done.
/// The package's own file is never touched.
/// </summary>
public static class TorchLibraries
{
    private const string Name = "LibTorchSharp";
    private const string FileName = "libLibTorchSharp.so";
    private const string CxxLibrary = "libstdc++.so.6";

    /// <summary>Makes <c>torch</c> loadable. Call it before anything touches the type; calling it again does nothing.</summary>
    /// <returns>The path of the copy that was loaded, or null where none was needed or would help.</returns>
    public static string? MakeLoadable() => Prepared.Value;

    private static readonly Lazy<string?> Prepared = new(static () =>
        OperatingSystem.IsLinux() && FindOriginal() is { } original ? Prepare(original, CacheFolder()) : null);

    private static string? Prepare(string original, string? cache)
    {
        // A copy elsewhere has no siblings to find by its $ORIGIN; once loaded, they are found by their names.
        foreach (var sibling in (string[])["libc10.so", "libtorch_cpu.so", "libtorch.so"])
        {
            var path = Path.Combine(Path.GetDirectoryName(original)!, sibling);
            if (File.Exists(path)) NativeLibrary.TryLoad(path, out _);
        }

        if (NativeLibrary.TryLoad(original, out _)) return null;
        if (!ElfVersionNeeds.TryWeaken(File.ReadAllBytes(original), CxxLibrary, out var weakened)) return null;

        var (copy, temporary) = Store(weakened, cache);
        var loaded = NativeLibrary.TryLoad(copy, out var handle);
        // A file that is mapped stays usable after its name is gone.
        if (temporary) Directory.Delete(Path.GetDirectoryName(copy)!, recursive: true);
        if (!loaded) return null;

        AssemblyLoadContext.Default.ResolvingUnmanagedDll += (_, name) => name is Name or FileName ? handle : 0;
        return copy;
    }

    /// <summary>Puts a library into the cache, or where that cannot be written, into a new folder among the temporary files.</summary>
    private static (string Path, bool Temporary) Store(byte[] library, string? cache)
    {
        var folder = Convert.ToHexStringLower(SHA256.HashData(library))[..32];
        if (cache is not null)
        {
            try
            {
                return (Write(library, Path.Combine(cache, folder, FileName)), false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // A read-only or missing home must not keep a lesson from running.
            }
        }

        return (Write(library, Path.Combine(Directory.CreateTempSubdirectory("torch-").FullName, FileName)), true);
    }

    /// <summary>Writes a file unless it is there with the same content. Processes may do this at the same time: the last rename wins, all with the same bytes.</summary>
    internal static string Write(byte[] content, string path)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content)) return path;

        var folder = Directory.CreateDirectory(Path.GetDirectoryName(path)!).FullName;
        var temporary = Path.Combine(folder, Path.GetRandomFileName());
        try
        {
            File.WriteAllBytes(temporary, content);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }

        return path;
    }

    private static string? FindOriginal()
    {
        var folders = AppContext.GetData("NATIVE_DLL_SEARCH_DIRECTORIES") as string ?? "";
        return folders.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Append(AppContext.BaseDirectory)
            .Select(static f => Path.Combine(f, FileName))
            .FirstOrDefault(File.Exists);
    }

    private static string? CacheFolder()
    {
        var root = Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { Length: > 0 } set && Path.IsPathRooted(set) ? set
            : Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } home && Path.IsPathRooted(home) ? Path.Combine(home, ".cache")
            : null;
        return root is null ? null : Path.Combine(root, "course", "torch");
    }
}
