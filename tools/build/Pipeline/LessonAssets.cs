using System.Collections.Immutable;
using Course.Content.Book;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Pipeline;

/// <summary>The images and downloads that lessons refer to, placed beside each page that shows them.</summary>
internal static class LessonAssets
{
    public static Outcome<ImmutableArray<SiteFile>> Of(CourseBook book)
    {
        var files = ImmutableArray.CreateBuilder<SiteFile>();
        var found = ImmutableArray.CreateBuilder<Diagnostic>();
        foreach (var lesson in book.Lessons)
        {
            foreach (var language in book.Facts.Languages)
            {
                foreach (var path in lesson.In(language).Assets.Distinct(StringComparer.Ordinal))
                {
                    if (!lesson.Files.Assets.TryGetValue(path, out var asset)) continue;
                    try
                    {
                        files.Add(new($"{language}/{lesson.TrackId}/{lesson.Facts.Id}/{path}", File.ReadAllBytes(asset.FullPath)));
                    }
                    catch (Exception e) when (e is IOException or UnauthorizedAccessException)
                    {
                        found.Add(SiteFaults.CannotReadAsset.At(
                            SourceLocation.WholeFile(asset.Path), $"The file cannot be read: {e.Message}", "Mend its permissions, or take the reference to it out of the text."));
                    }
                }
            }
        }

        return new(files.ToImmutable(), found.ToImmutable());
    }
}
