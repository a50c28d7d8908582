using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Files;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Yaml;

/// <summary>Reads the <c>exercises</c> of lesson.yaml.</summary>
internal static class ExercisesYaml
{
    public static ImmutableArray<ExerciseCheck> Read(YamlReader lesson, List<Diagnostic> diagnostics)
    {
        var checks = ImmutableArray.CreateBuilder<ExerciseCheck>();
        foreach (var reader in lesson.Maps("exercises"))
        {
            var id = reader.Id("id");
            var absent = Names(reader, "absent", static name => name is ['D', 'L', _, _, _, _] && !name.AsSpan(2).ContainsAnyExceptInRange('0', '9'),
                "the id of a rule", "DL1001", diagnostics);
            var present = Names(reader, "present", static name => KebabCase.IsValid(name), "the name of a practice", "clip-before-step", diagnostics);
            var starter = Code(reader, "starter", diagnostics);
            var solution = Code(reader, "solution", diagnostics);
            var run = Run(reader, diagnostics);
            reader.Finish();
            if (id is null) continue;
            if (absent.IsEmpty && present.IsEmpty)
            {
                diagnostics.Add(ContentFaults.MissingKey.At(reader.Location,
                    $"The check of `{id}` asks for nothing, so any code passes it.", "Add `absent:` with rules, or `present:` with practices."));
            }

            if (checks.Any(check => check.Id == id))
                diagnostics.Add(ContentFaults.DuplicateItem.At(reader.At("id"), $"`{id}` is listed twice.", "Put both checks into one."));
            else
                checks.Add(new(id, absent, present, starter, solution, reader.At("id")) { Run = run });
        }

        return checks.ToImmutable();
    }

    private static ImmutableArray<string> Names(
        YamlReader reader, string key, Func<string, bool> isName, string what, string example, List<Diagnostic> diagnostics)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        foreach (var name in reader.Texts(key))
        {
            if (isName(name.Value)) names.Add(name.Value);
            else diagnostics.Add(ContentFaults.UnknownChoice.At(name.Location, $"`{name.Value}` is not {what}.", $"Write it like `{example}`; docs/check.md lists them."));
        }

        return names.ToImmutable();
    }

    private static PublishedRun? Run(YamlReader exercise, List<Diagnostic> diagnostics)
    {
        if (exercise.Map("run") is not { } reader) return null;
        var source = reader.Id("from");
        double? bound = null;
        if (reader.Text("max-norm") is { } text)
        {
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) && value > 0) bound = value;
            else
                diagnostics.Add(ContentFaults.OutOfRange.At(reader.At("max-norm"), $"`{text}` is no bound of a norm.", "Write a number above zero, such as `1.0`."));
        }

        reader.Finish();
        return source is null ? null : new(source, bound, reader.At("from"));
    }

    private static string? Code(YamlReader reader, string key, List<Diagnostic> diagnostics)
    {
        if (reader.Text(key) is not { } path) return null;
        if (path.EndsWith(".cs", StringComparison.Ordinal) && RelativePath.IsPlain(path)) return path;
        diagnostics.Add(ContentFaults.BadUrl.At(reader.At(key),
            $"`{path}` is not a C# file below the lesson's folder.", "Write its path relative to the lesson's folder, such as `exercise/starter.cs`."));
        return null;
    }
}
