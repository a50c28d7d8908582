using System.Text;
using Course.Diagnostics;

namespace Course.Build.Downloads;

/// <summary>
/// The package that downloaded lessons refer to: <c>Show</c>, and the loader for older Linux systems. It travels with each download in a
/// feed of its own. Its version names its content, for package caches keep what has the same version.
/// </summary>
internal sealed class LessonPackage
{
    private const string Id = "Course.Lessons";
    private static readonly string[] Libraries = ["Course.Figures.dll", "Course.Home.dll"];

    private LessonPackage()
    {
        var files = Libraries.Select(static name => (Path: "lib/net10.0/" + name, Bytes: File.ReadAllBytes(System.IO.Path.Combine(AppContext.BaseDirectory, name)))).ToList();
        Version = "1.0.0-c" + ContentHash.OfParts(files.Select(static file => ContentHash.Of(file.Bytes)).Append(Specification("")))[..12];
        Bytes = ZipWriter.Pack([(Id + ".nuspec", Encoding.UTF8.GetBytes(Specification(Version))), .. files]);
    }

    /// <summary>Made once a process.</summary>
    public static Lazy<LessonPackage> Made { get; } = new(static () => new());

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>Its file name.</summary>
    public string FileName => $"{Id}.{Version}.nupkg";

    /// <summary>Its content.</summary>
    public byte[] Bytes { get; }

    /// <summary>The line of a file-based app that refers to it.</summary>
    public string Directive => $"#:package {Id}@{Version}\n";

    /// <summary>The element of a project that refers to it.</summary>
    public string Reference => $"""<PackageReference Include="{Id}" Version="{Version}" />""";

    // TorchSharp asks for versions of two packages that are not served any more; the next ones up are named so that restoring is silent.
    private static string Specification(string version) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{Id}</id>
            <version>{version}</version>
            <authors>The Course contributors</authors>
            <license type="expression">MIT</license>
            <description>What the lessons of the course call: Show, and a loader of TorchSharp for older Linux systems.</description>
            <dependencies>
              <group targetFramework="net10.0">
                <dependency id="OxyPlot.Core" version="2.2.0" />
                <dependency id="SharpZipLib" version="1.4.1" />
                <dependency id="SkiaSharp" version="2.88.9" />
                <dependency id="TorchSharp-cpu" version="{TorchSharp}" />
              </group>
            </dependencies>
          </metadata>
        </package>
        """;

    /// <summary>The version of TorchSharp that lessons are proven with.</summary>
    public const string TorchSharp = "0.107.0";
}
