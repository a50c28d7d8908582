using System.Collections.Immutable;
using Course.Analyzers;
using Course.Checking;
using Course.Checking.Hostile;

namespace Course.Check.Input;

/// <summary>Reads what the command line names.</summary>
internal static class InputReader
{
    /// <summary>The name of standard input.</summary>
    public const string StandardInput = "stdin.cs";

    /// <summary>Reads files, folders, projects and standard input.</summary>
    public static CheckInput Read(ImmutableArray<string> paths, Language language)
    {
        var units = ImmutableArray.CreateBuilder<CheckUnit>();
        var unread = ImmutableArray.CreateBuilder<Unread>();
        var loose = new List<SubmittedText>();
        foreach (var path in paths.Distinct(StringComparer.Ordinal))
        {
            if (path == "-") Take(StandardInput, ReadStandardInput(), loose, unread, language);
            else if (path.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase) && File.Exists(path)) AddProject(path, units, unread, language);
            else if (Directory.Exists(path)) AddFolder(path, units, loose, unread, language);
            else if (File.Exists(path)) Read(path, loose, unread, language);
            else unread.Add(new(path, new Wording("There is no such file or folder.", "그런 파일이나 폴더가 없습니다.").ToString(language)));
        }

        units.AddRange(SubmissionGroups.Of([.. loose]).Select(static texts => new CheckUnit(texts, CheckOptions.DefaultUsings, [], false)));
        return new(units.ToImmutable(), unread.ToImmutable());
    }

    private static void AddFolder(
        string folder, ImmutableArray<CheckUnit>.Builder units, List<SubmittedText> loose, ImmutableArray<Unread>.Builder unread, Language language)
    {
        var projects = SourceFolders.Files(folder, "*.csproj").ToList();
        foreach (var project in projects) AddProject(project, units, unread, language);
        var owned = projects.Select(static project => Path.GetFullPath(Path.GetDirectoryName(project)!) + Path.DirectorySeparatorChar).ToList();
        foreach (var file in SourceFolders.Files(folder, "*.cs"))
        {
            if (!owned.Any(owner => Path.GetFullPath(file).StartsWith(owner, StringComparison.Ordinal))) Read(file, loose, unread, language);
        }
    }

    private static void AddProject(string path, ImmutableArray<CheckUnit>.Builder units, ImmutableArray<Unread>.Builder unread, Language language)
    {
        if (ProjectFile.Read(path) is not { } project)
        {
            unread.Add(new(path, new Wording("This is not a project file.", "프로젝트 파일이 아닙니다.").ToString(language)));
            return;
        }

        var texts = new List<SubmittedText>();
        foreach (var file in project.Sources) Read(file, texts, unread, language);
        if (texts.Count > 0) units.Add(new([.. texts], project.Usings, project.Packages, project.HasUnknown));
    }

    private static void Read(string file, List<SubmittedText> texts, ImmutableArray<Unread>.Builder unread, Language language)
    {
        try
        {
            using var stream = File.OpenRead(file);
            Take(Shown(file), ReadUpToLimit(stream), texts, unread, language);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            unread.Add(new(Shown(file), new Wording("This file cannot be read.", "이 파일을 읽을 수 없습니다.").ToString(language)));
        }
    }

    private static void Take(string name, byte[] bytes, List<SubmittedText> texts, ImmutableArray<Unread>.Builder unread, Language language)
    {
        var (text, refusal) = SubmittedText.FromBytes(name, bytes);
        if (text is not null) texts.Add(text);
        else unread.Add(new(name, refusal!.Message(language)));
    }

    private static byte[] ReadStandardInput()
    {
        using var input = Console.OpenStandardInput();
        return ReadUpToLimit(input);
    }

    /// <summary>One byte past the limit is enough to know that a text is too long.</summary>
    private static byte[] ReadUpToLimit(Stream stream)
    {
        var bytes = new byte[ScanLimits.Bytes + 1];
        return bytes[..stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)];
    }

    private static string Shown(string file)
    {
        var relative = Path.GetRelativePath(Directory.GetCurrentDirectory(), file).Replace('\\', '/');
        return relative.StartsWith("../../../", StringComparison.Ordinal) ? Path.GetFullPath(file) : relative;
    }
}
