using System.Collections.Immutable;
using Course.Content.Book;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Compares the checks that lesson.yaml declares with the exercises and the files that the lesson has.</summary>
internal static class ExercisePairing
{
    public static void Check(LessonPair lesson, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        var known = lesson.Source.Exercises.Select(static exercise => exercise.Id).ToList();
        foreach (var check in lesson.Facts.Exercises)
        {
            if (!known.Contains(check.Id))
            {
                diagnostics.Add(ContentFaults.UnknownExercise.At(check.Location,
                    $"The lesson has no exercise `{check.Id}`.{NearMiss.Hint(check.Id, known)}", $"Correct the id, or write `:::exercise {check.Id}` in the text."));
            }

            foreach (var path in new[] { check.Starter, check.Solution }.OfType<string>().Where(path => !lesson.Files.Code.ContainsKey(path)))
            {
                diagnostics.Add(ContentFaults.MissingAsset.At(check.Location,
                    $"There is no file `{path}` in the lesson's folder.{NearMiss.Hint(path, lesson.Files.Code.Keys)}",
                    "Correct the path, which is relative to the lesson's folder, or add the file."));
            }
        }
    }
}
