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
        var avoided = new List<(string Term, string Language, Located<string> Word)>();
        foreach (var term in reader.Maps("terms", required: true))
        {
            var id = term.Id("id");
            var read = new GlossaryTerm(id ?? "", term.Words("term", required: true), term.Words("meaning", required: true));
            var avoid = read.Avoid.ToBuilder();
            foreach (var (language, words) in term.TextsByLanguage("avoid"))
            {
                avoid[language] = [.. words.Select(static w => w.Value)];
                avoided.AddRange(words.Select(word => (read.Id, language, word)));
            }

            read = read with { Avoid = avoid.ToImmutable() };
            term.Finish();
            if (id is not null && !terms.TryAdd(id, read))
            {
                diagnostics.Add(ContentFaults.DuplicateItem.At(term.At("id"),
                    $"The term `{id}` is defined twice.", "Merge the two, or give one another id."));
            }
        }

        reader.Finish();
        CheckAvoided(avoided, terms.Values, diagnostics);
        return new(new(terms.ToImmutable()), [.. diagnostics]);
    }

    /// <summary>A word can be avoided for one term only, and no term may approve what another avoids: authors could not obey both.</summary>
    private static void CheckAvoided(
        List<(string Term, string Language, Located<string> Word)> avoided, IEnumerable<GlossaryTerm> terms, List<Diagnostic> diagnostics)
    {
        var approved = terms.SelectMany(static t => t.Term.ByLanguage.Select(w => (w.Key, w.Value, t.Id)))
            .ToLookup(static w => (w.Key, w.Value.ToUpperInvariant()), static w => w.Id);
        var seen = new Dictionary<(string, string), string>();
        foreach (var (term, language, word) in avoided)
        {
            var key = (language, word.Value.ToUpperInvariant());
            if (approved[key].FirstOrDefault() is { } holder)
            {
                diagnostics.Add(ContentFaults.ContradictoryWord.At(word.Location,
                    $"`{word.Value}` is the approved word for `{holder}`, so no text could obey both.", "Remove it from `avoid`, or approve another word."));
            }
            else if (!seen.TryAdd(key, term))
            {
                diagnostics.Add(ContentFaults.DuplicateItem.At(word.Location,
                    $"`{word.Value}` is avoided for `{seen[key]}` already, so it is open what to write instead.", "Keep it at the term that it stands for."));
            }
        }
    }
}
