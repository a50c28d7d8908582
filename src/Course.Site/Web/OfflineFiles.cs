using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site.Linking;
using Course.Site.Pages;
using Course.Site.Search;
using Course.Site.Theming;

namespace Course.Site.Web;

/// <summary>
/// What reading without a network needs: the worker at the site's root, and the list of all files with their hashes, by which it knows
/// which of them belong together. The worker carries the id of its build, the hash of that list, so it changes whenever a file does.
/// </summary>
internal static class OfflineFiles
{
    /// <summary>Where the worker is. Its folder bounds what it may serve, so it is at the root, under a name that stays.</summary>
    public const string Worker = "sw.js";

    /// <summary>Bytes that a file takes in the list: a path, a hash, and the path again in its track.</summary>
    private const int MiddlingEntry = 320;

    /// <summary>Makes both.</summary>
    /// <param name="book">The course.</param>
    /// <param name="theme">The theme; without the script sw.ts a site has neither.</param>
    /// <param name="files">All other files.</param>
    /// <param name="links">What pages link to.</param>
    public static ImmutableArray<SiteFile> Of(CourseBook book, Theme theme, ImmutableArray<SiteFile> files, SiteLinks links)
    {
        if (theme.Scripts.File(ClientScripts.Worker) is not { } script) return [];
        var list = List(book, theme, files, links);
        var build = ContentHash.Of(list.Span);
        var address = $"assets/offline.{build[..10]}.json";

        // The words are JSON of ASCII letters only, which is JavaScript as well.
        var head = $$"""const COURSE={"build":"{{build}}","list":"{{address}}"};""" + "\n";
        return [new(address, list), new(Worker, (byte[])[.. Encoding.UTF8.GetBytes(head), .. script.Bytes.Span])];
    }

    private static ReadOnlyMemory<byte> List(CourseBook book, Theme theme, ImmutableArray<SiteFile> files, SiteLinks links)
    {
        // Two files of one path are a fault that publishing reports.
        var byPath = new Dictionary<string, SiteFile>(files.Length, StringComparer.Ordinal);
        foreach (var file in files) byPath[file.Path] = file;
        string[] paths = [.. byPath.Keys.Order(StringComparer.Ordinal)];

        // Publishing wants all hashes as well, so nothing is computed twice.
        Parallel.ForEach(files, static file => _ = file.Hash);
        var search = book.Facts.Languages.ToDictionary(static language => language, language => SearchFiles(language, paths), StringComparer.Ordinal);
        var tracks = new string[book.Tracks.Length][];
        Parallel.For(0, tracks.Length, i => tracks[i] = InOrder(TrackFiles(book, book.Tracks[i], byPath, search, links)));

        var buffer = new ArrayBufferWriter<byte>(Math.Max(1, files.Length * MiddlingEntry));
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject("files");
            foreach (var path in paths)
            {
                json.WriteStartArray(path);
                json.WriteStringValue(byPath[path].Hash);
                json.WriteNumberValue(byPath[path].Length);
                json.WriteEndArray();
            }

            json.WriteEndObject();
            Write(json, "shell", InOrder(Shell(book, theme, paths)));
            json.WriteStartObject("tracks");
            for (var i = 0; i < tracks.Length; i++) Write(json, book.Tracks[i].Id, tracks[i]);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    /// <summary>What every page needs to look as it should, and the page that stands in for those that are not kept.</summary>
    private static IEnumerable<string> Shell(CourseBook book, Theme theme, IEnumerable<string> paths) =>
    [
        .. theme.Assets.Where(theme.IsForEveryPage).Select(static file => file.Path),
        .. paths.Where(static path => path.StartsWith("assets/course.", StringComparison.Ordinal) && path.EndsWith(".json", StringComparison.Ordinal)),
        .. book.Facts.Languages.Select(static language => Addresses.Offline(language) + "index.html"),
    ];

    /// <summary>The track's page and its lessons in all languages, with what they show and offer, the pages that readers turn to from there, and the search with the texts that it quotes.</summary>
    private static IEnumerable<string> TrackFiles(
        CourseBook book, Track track, Dictionary<string, SiteFile> files, Dictionary<string, ImmutableArray<string>> search, SiteLinks links)
    {
        foreach (var language in book.Facts.Languages)
        {
            var home = Addresses.Track(language, track.Id);
            string[] pages =
            [
                Addresses.Home(language) + "index.html", Addresses.Glossary(language) + "index.html", home + "index.html",
                .. files.ContainsKey(Addresses.Playground(language) + "index.html") ? (string[])[Addresses.Playground(language) + "index.html"] : [],
                .. track.Lessons.Select(lesson => Addresses.Lesson(language, lesson) + "index.html"),
            ];
            foreach (var path in search[language]) yield return path;
            foreach (var page in pages)
            {
                if (page[..^"index.html".Length] + Json.Texts is var texts && files.ContainsKey(texts)) yield return texts;
                yield return page;
                var shown = links.TargetsOf(files[page]).Where(path => path.StartsWith(home, StringComparison.Ordinal) && !path.EndsWith(".html", StringComparison.Ordinal) && files.ContainsKey(path));
                foreach (var path in shown) yield return path;
            }
        }
    }

    /// <summary>The page of results and the whole index: nobody knows what will be searched for on the way.</summary>
    private static ImmutableArray<string> SearchFiles(string language, string[] paths)
    {
        var (index, page) = ($"assets/search/{language}.", Addresses.Search(language));
        return [.. paths.Where(path => path.StartsWith(index, StringComparison.Ordinal) || path.StartsWith(page, StringComparison.Ordinal))];
    }

    private static string[] InOrder(IEnumerable<string> paths) => [.. paths.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static void Write(Utf8JsonWriter json, string name, string[] paths)
    {
        json.WriteStartArray(name);
        foreach (var path in paths) json.WriteStringValue(path);
        json.WriteEndArray();
    }
}
