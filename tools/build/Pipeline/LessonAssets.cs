using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Pipeline;

/// <summary>The images and downloads that lessons refer to, placed beside each page that shows them. A file that did not change is read once.</summary>
internal sealed class LessonAssets
{
    private Dictionary<string, (AssetFile From, SiteFile File)> _known = new(StringComparer.Ordinal);

    /// <summary>The assets of a course.</summary>
    public Outcome<ImmutableArray<SiteFile>> Of(CourseBook book)
    {
        var files = ImmutableArray.CreateBuilder<SiteFile>();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        var next = new Dictionary<string, (AssetFile, SiteFile)>(StringComparer.Ordinal);
        foreach (var lesson in book.Lessons)
        {
            foreach (var language in book.Facts.Languages)
            {
                foreach (var path in lesson.In(language).Assets.Distinct(StringComparer.Ordinal))
                {
                    if (!lesson.Files.Assets.TryGetValue(path, out var asset)) continue;
                    var target = $"{language}/{lesson.TrackId}/{lesson.Facts.Id}/{path}";
                    try
                    {
                        // A load keeps the object of a file that has not changed.
                        var file = _known.TryGetValue(target, out var known) && ReferenceEquals(known.From, asset)
                            ? known.File
                            : new(target, File.ReadAllBytes(asset.FullPath));
                        next[target] = (asset, file);
                        files.Add(file);
                    }
                    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                    {
                        found.Add(SiteFaults.CannotReadAsset.At(
                            SourceLocation.WholeFile(asset.Path), $"The file cannot be read: {e.Message}", "Mend its permissions, or take the reference to it out of the text."));
                    }
                }
            }
        }

        _known = next;
        return new(files.ToImmutable(), found.ToImmutable());
    }
}
