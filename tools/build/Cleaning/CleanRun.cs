using System.Globalization;
using Course.Build.CommandLine;
using Course.Build.Outside;
using Course.Site.Publishing;

namespace Course.Build.Cleaning;

/// <summary>Removes what builds made. Nothing is removed while a build of the course is at work.</summary>
internal static class CleanRun
{
    private const int MostNamed = 5;

    /// <summary>Removes, or says what would be removed.</summary>
    public static int Run(BuildSettings settings, bool withPackages, bool dryRun)
    {
        string[] locks = [Places.TurnFor(settings.Root), PublishedSite.LockOf(settings.Site), CacheTurn.LockOf(Places.CacheFolder)];
        var held = new List<FileStream>();
        try
        {
            // The locks themselves go when they are given back.
            foreach (var file in locks.Where(File.Exists)) held.Add(new(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1, dryRun ? FileOptions.None : FileOptions.DeleteOnClose));
            return Clean(CleanPlan.Of(settings.Root, settings.Site, withPackages), dryRun);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"Nothing was removed: {(e is IOException ? "a build is at work. Wait until it is done." : e.Message)}");
            return ExitCodes.Faults;
        }
        finally
        {
            foreach (var turn in held) turn.Dispose();
            var state = PublishedSite.StateFolderOf(settings.Site);
            if (!dryRun && Directory.Exists(state) && !Directory.EnumerateFileSystemEntries(state).Any()) Directory.Delete(state);
        }
    }

    private static int Clean(CleanPlan plan, bool dryRun)
    {
        foreach (var removal in plan.Removals)
        {
            Console.WriteLine($"{Size(removal.Bytes),9}  {Count(removal.Files.Length),11}  {removal.What}: {Shown(removal.Folder)}");
        }

        Name("Left alone, since the build did not make it", plan.Others);
        var failed = dryRun ? [] : plan.Removals.SelectMany(static r => r.Remove()).ToList();
        Name("Could not be removed", failed);
        var (files, bytes) = (plan.Removals.Sum(static r => r.Files.Length) - failed.Count, plan.Removals.Sum(static r => r.Bytes));
        Console.WriteLine(files == 0 ? "There is nothing to remove." : $"{(dryRun ? "Would remove" : "Removed")} {Count(files)}, {Size(bytes)}.");
        return failed.Count == 0 ? ExitCodes.Success : ExitCodes.Faults;
    }

    private static void Name(string what, IReadOnlyCollection<string> files)
    {
        foreach (var file in files.Take(MostNamed)) Console.WriteLine($"{what}: {Shown(file)}");
        if (files.Count > MostNamed) Console.WriteLine($"{what}: {Count(files.Count - MostNamed)} more");
    }

    private static string Shown(string path) => Path.GetRelativePath(Directory.GetCurrentDirectory(), path);

    private static string Count(int files) => string.Create(CultureInfo.InvariantCulture, $"{files} {(files == 1 ? "file" : "files")}");

    private static string Size(long bytes) => bytes < 1_000_000
        ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e3:F1} kB")
        : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:F1} MB");
}
