using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Course.Build.Outside;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site;
using Course.Site.Theming;
using Course.Snippets.Compilation;
using Course.Snippets.Sessions;
using Offer = Course.Site.Pages.Downloads;

namespace Course.Build.Downloads;

/// <summary>
/// The code of lessons as archives that run with nothing but the SDK: a file-based app a session, and a project an exercise and for the playground.
/// Archives are kept by the hash of what they are made from, so that the compiler is not started for code that did not change.
/// </summary>
internal sealed class LessonDownloads
{
    private Dictionary<string, SiteFile> _known = new(StringComparer.Ordinal);

    /// <summary>The archives of a course, placed beside the pages that offer them.</summary>
    public ImmutableArray<SiteFile> Of(CourseBook book, Theme theme)
    {
        var wanted = new List<(string Path, IEnumerable<string> Inputs, Func<byte[]> Make)>();
        foreach (var language in book.Facts.Languages)
        {
            var words = theme.Strings[language];
            if (!Offer.AreOffered(words)) continue;
            foreach (var lesson in book.Lessons)
            {
                var folder = $"{language}/{lesson.TrackId}/{lesson.Facts.Id}/";
                if (Offer.HasCode(lesson)) wanted.Add((folder + Offer.CodeFile(lesson), LessonKey(lesson, language, words, book.Facts.Seed), () => Lesson(lesson, language, words, book.Facts.Seed)));
                foreach (var exercise in lesson.In(language).Exercises)
                {
                    if (Offer.StarterOf(lesson, exercise.Id) is { } starter)
                        wanted.Add((folder + Offer.ProjectFile(lesson, exercise.Id), [starter, exercise.Title ?? "", words["download-project-readme"]], () => Project(exercise.Id, exercise.Title ?? exercise.Id, starter, words["download-project-readme"])));
                }
            }

            if (Offer.OfferPlayground(theme, words))
            {
                var (title, readme) = (words["playground"], words["playground-project-readme"]);
                wanted.Add(($"{language}/playground/{Offer.PlaygroundFile}", [Offer.PlaygroundStart, title, readme], () => Project("playground", title, Offer.PlaygroundStart, readme)));
            }
        }

        var cache = new DownloadCache(Places.CacheFolder);
        var found = new (string Key, SiteFile File)[wanted.Count];
        Parallel.For(0, found.Length, i =>
        {
            var (path, inputs, make) = wanted[i];
            var key = ContentHash.OfParts([path, LessonPackage.Made.Value.Version, .. inputs]);
            found[i] = (key, _known.TryGetValue(key, out var file) ? file : cache.Find(key, path, make));
        });
        _known = found.ToDictionary(static each => each.Key, static each => each.File, StringComparer.Ordinal);
        return [.. found.Select(static each => each.File).OrderBy(static file => file.Path, StringComparer.Ordinal)];
    }

    private static IEnumerable<string> LessonKey(LessonPair lesson, string language, Strings words, int seed) =>
    [
        "2", seed.ToString(CultureInfo.InvariantCulture), lesson.In(language).Title, words["download-readme"],
        .. lesson.Source.Snippets.Concat(lesson.In(language).Snippets).SelectMany(static s => new[] { s.Id, s.Title ?? "", s.Session, s.Mode.ToString(), s.Throws ?? "", s.Code }),
        .. Data(lesson).Select(static file => file.Hash()),
    ];

    private static byte[] Lesson(LessonPair lesson, string language, Strings words, int seed)
    {
        var text = lesson.In(language);
        var titles = text.Snippets.ToDictionary(static s => s.Id, static s => s.Title, StringComparer.Ordinal);
        var sessions = SessionPlanner.Plan(lesson.Facts.Id, lesson.Source.Snippets, ImmutableSortedDictionary<string, string>.Empty, seed)
            .Select(session => session.WithBodiesOf(text.Snippets))
            .Where(static session => session.Snippets.Any(static s => s.Runs)).ToList();
        var programs = sessions.Select(session => (Path: session.Name + ".cs", Text: HomeProgram.Of(
            session with { Snippets = [.. session.Snippets.Select(s => s with { Title = titles.GetValueOrDefault(s.Id) ?? s.Title })] },
            Head(text.Title), string.Create(CultureInfo.InvariantCulture, $"Course.Home.Lesson.Begin();\nTorchSharp.torch.manual_seed({seed});")))).ToList();
        var commands = string.Concat(programs.Select(static p => $"    dotnet run {p.Path}\n"));
        return Archive(lesson.Facts.Id, Readme(text.Title, words["download-readme"], commands),
        [
            .. programs.Select(static p => (p.Path, Encoding.UTF8.GetBytes(p.Text))),
            .. Data(lesson).Select(file => (file.Path[(lesson.Folder.Length + 1)..], File.ReadAllBytes(file.FullPath))),
        ]);
    }

    private static byte[] Project(string name, string title, string starter, string readme) =>
        Archive(name, Readme(title, readme, "    dotnet run\n"),
        [
            ("Program.cs", Encoding.UTF8.GetBytes(starter + "\n")),
            // A module initializer, so that the starter stays as the lesson shows it.
            ("OlderLinux.cs", Encoding.UTF8.GetBytes("file static class OlderLinux\n{\n    [System.Runtime.CompilerServices.ModuleInitializer]\n    internal static void Prepare() => Course.Home.Lesson.Begin();\n}\n")),
            (name + ".csproj", Encoding.UTF8.GetBytes($"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <OutputType>Exe</OutputType>
                    <TargetFramework>net10.0</TargetFramework>
                    <Nullable>enable</Nullable>
                    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
                    <SelfContained>false</SelfContained>
                  </PropertyGroup>
                  <ItemGroup>
                {string.Join('\n', ImplicitUsings.Namespaces.Select(static n => $"    <Using Include=\"{n}\" />"))}
                    <PackageReference Include="TorchSharp-cpu" Version="{LessonPackage.TorchSharp}" />
                    {LessonPackage.Made.Value.Reference}
                  </ItemGroup>
                </Project>

                """)),
        ]);

    private static string Head(string title) =>
        $"// {title}\n#:package TorchSharp-cpu@{LessonPackage.TorchSharp}\n{LessonPackage.Made.Value.Directive}"
        // One platform's native libraries, and plain compilation: file-based apps are made for ahead-of-time compilation otherwise.
        + "#:property UseCurrentRuntimeIdentifier=true\n#:property SelfContained=false\n#:property PublishAot=false\n#:property ImplicitUsings=disable\n";

    private static string Readme(string title, string words, string commands) => $"# {title}\n\n{WebUtility.HtmlDecode(words)}\n\n{commands}";

    private static byte[] Archive(string folder, string readme, IEnumerable<(string Path, byte[] Bytes)> files) => ZipWriter.Pack(
        new (string Path, byte[] Bytes)[]
        {
            ("README.md", Encoding.UTF8.GetBytes(readme)),
            ("nuget.config", Encoding.UTF8.GetBytes("<configuration>\n  <packageSources>\n    <add key=\"lesson\" value=\"packages\" />\n  </packageSources>\n</configuration>\n")),
            ("packages/" + LessonPackage.Made.Value.FileName, LessonPackage.Made.Value.Bytes),
        }.Concat(files).Select(file => (folder + "/" + file.Path, file.Bytes)));

    private static IEnumerable<Course.Content.Files.AssetFile> Data(LessonPair lesson) =>
        lesson.Facts.Data.Where(lesson.Files.Assets.ContainsKey).Select(path => lesson.Files.Assets[path]);
}
