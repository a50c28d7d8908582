using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using Course.Checking;
using Microsoft.CodeAnalysis;

namespace Course.Check.Input;

/// <summary>
/// A project, as far as its own file tells: its sources, its usings, and the packages that its last restore found. MSBuild is not
/// asked, for it would run what the project says.
/// </summary>
/// <param name="Sources">Its C# files.</param>
/// <param name="Usings">Its implicit and global usings.</param>
/// <param name="Packages">The libraries of its packages, TorchSharp's apart.</param>
/// <param name="HasUnknown">Whether something it refers to was not found.</param>
internal sealed record ProjectFile(ImmutableArray<string> Sources, ImmutableArray<string> Usings, ImmutableArray<MetadataReference> Packages, bool HasUnknown)
{
    /// <summary>Reads a project; null where the file is not one.</summary>
    public static ProjectFile? Read(string path)
    {
        XDocument xml;
        try
        {
            using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
            xml = XDocument.Load(reader);
        }
        catch (Exception e) when (e is XmlException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var packages = PackageLibraries.Of(folder);
        var asksForMore = Named(xml, "ProjectReference").Any() || Named(xml, "Reference").Any()
            || Named(xml, "PackageReference").Any(static each => each.Attribute("Include")?.Value.StartsWith("TorchSharp", StringComparison.OrdinalIgnoreCase) != true);

        // Files of projects in folders below belong to those.
        var others = SourceFolders.Files(folder, "*.csproj").Select(static each => Path.GetDirectoryName(each)! + Path.DirectorySeparatorChar)
            .Where(each => each.Length > folder.Length + 1).ToList();
        return new(
            [.. SourceFolders.Files(folder, "*.cs").Where(file => !others.Any(other => file.StartsWith(other, StringComparison.Ordinal)))],
            [.. UsingsOf(xml)],
            packages ?? [],
            asksForMore && (packages is null || Named(xml, "ProjectReference").Any()));
    }

    private static IEnumerable<string> UsingsOf(XDocument xml)
    {
        var isImplicit = Named(xml, "ImplicitUsings").Any(static each => each.Value.Trim() is "enable" or "true");
        return (isImplicit ? CheckOptions.DefaultUsings.Where(static name => name.StartsWith("System", StringComparison.Ordinal)) : [])
            .Concat(Named(xml, "Using").Where(static each => each.Attribute("Static") is null && each.Attribute("Alias") is null)
                .Select(static each => each.Attribute("Include")?.Value).OfType<string>());
    }

    private static IEnumerable<XElement> Named(XDocument xml, string name) => xml.Descendants().Where(each => each.Name.LocalName == name);
}
