using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>What track.yaml says.</summary>
/// <param name="Id">Id of the track.</param>
/// <param name="IdLocation">Where the id stands.</param>
/// <param name="Title">Title; empty where the plan gives it.</param>
/// <param name="Summary">What the track gives.</param>
public sealed record TrackFacts(string Id, SourceLocation IdLocation, LocalizedText Title, LocalizedText Summary);

/// <summary>Reads track.yaml.</summary>
public static class TrackYaml
{
    /// <summary>Reads the facts of a track, or null where it has no usable id.</summary>
    public static Outcome<TrackFacts?> Read(SourceFile file, CourseFacts course)
    {
        var diagnostics = new List<Diagnostic>();
        if (YamlTree.Parse(file, diagnostics) is not { } map) return new(null, [.. diagnostics]);
        var reader = new YamlReader(map, course.Languages, diagnostics);
        var id = reader.Id("id");
        var facts = id is null ? null : new TrackFacts(id, reader.At("id"), LocalizedText.Empty, LocalizedText.Empty);
        var (title, summary) = (reader.Words("title"), reader.Words("summary"));
        reader.Finish();
        return new(facts is null ? null : facts with { Title = title, Summary = summary }, [.. diagnostics]);
    }
}
