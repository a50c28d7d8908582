using Course.Content.Book;
using Course.Content.Files;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>Reads glossary.yaml.</summary>
public static class GlossaryYaml
{
    /// <summary>Reads the terms; those that cannot be read are left out.</summary>
    /// <param name="file">The file.</param>
    /// <param name="course">The course, for its languages.</param>
    public static Outcome<Glossary> Read(SourceFile file, CourseFacts course)
    {
        var diagnostics = new List<Diagnostic>();
        if (YamlTree.Parse(file, diagnostics) is not { } map) return new(Glossary.Empty, [.. diagnostics]);
        var terms = Glossary.Empty.Terms.ToBuilder();
        var reader = new YamlReader(map, course.Languages, diagnostics);
        foreach (var term in reader.Maps("terms", required: true))
        {
            var id = term.Id("id");
            var read = new GlossaryTerm(id ?? "", term.Words("term", required: true), term.Words("meaning", required: true));
            term.Finish();
            if (id is not null && !terms.TryAdd(id, read))
            {
                diagnostics.Add(ContentFaults.DuplicateItem.At(term.At("id"),
                    $"The term `{id}` is defined twice.", "Merge the two, or give one another id."));
            }
        }

        reader.Finish();
        return new(new(terms.ToImmutable()), [.. diagnostics]);
    }
}
