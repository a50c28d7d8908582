using System.Collections.Immutable;
using System.Globalization;
using Course.Content.Book;
using Course.Content.Translation;
using Course.Diagnostics;

namespace Course.Content.Pairing;

/// <summary>Says in diagnostics which blocks of a translation do not agree with the source.</summary>
internal static class TranslationReport
{
    public static void Add(TranslationState state, LessonPair lesson, ImmutableArray<Diagnostic>.Builder diagnostics)
    {
        foreach (var pair in state.Pairs)
        {
            if (pair.State != BlockState.Current) diagnostics.Add(Diagnose(pair, lesson, lesson.Source, lesson.Texts[state.Language]));
        }
    }

    private static Diagnostic Diagnose(BlockPair pair, LessonPair lesson, LessonText source, LessonText translation)
    {
        var (here, there) = (translation.File.Path, source.File.Path);
        var accept = $"`sync --accept {lesson.Facts.Id}#{pair.Address}`";
        return pair.State switch
        {
            BlockState.TranslationBehind => Behind(pair, here, pair.Translation!, there, pair.Source!, accept),
            BlockState.SourceBehind => Behind(pair, there, pair.Source!, here, pair.Translation!, accept),
            BlockState.Conflict => (pair.ConcernsFacts ? ContentFaults.FactsConflict : ContentFaults.WordsConflict).At(
                At(here, pair.Translation!),
                $"{Named(pair)} and its source ({Place(there, pair.Source!)}) have both changed since they agreed ({Words(pair.Changes)}), so neither can be taken for the newer one.",
                $"Read both, make them say the same, and run {accept}."),
            BlockState.Missing => ContentFaults.MissingBlock.At(SourceLocation.WholeFile(here),
                $"{Named(pair)} of {Place(there, pair.Source!)} has no translation here, so readers of `{translation.Language}` miss it.",
                $"Translate it; or leave it out on purpose, by {accept}."),
            BlockState.Extra => ContentFaults.ExtraBlock.At(At(here, pair.Translation!),
                $"{Named(pair)} has no counterpart in {there}{(pair.Agreed?.Source is null ? "" : ", which had one when they agreed")}.",
                $"Remove it, or add it to {there}; or leave it on purpose, by {accept}."),
            _ => ContentFaults.UnacceptedBlock.At(At(here, pair.Translation!),
                $"{Named(pair)} is new, and nobody has said yet that it agrees with {Place(there, pair.Source!)}.",
                $"Compare the two and run {accept}."),
        };
    }

    private static Diagnostic Behind(BlockPair pair, string behind, TextBlock old, string ahead, TextBlock changed, string accept) =>
        (pair.ConcernsFacts ? ContentFaults.FactsBehind : ContentFaults.WordsBehind).At(
            At(behind, old),
            $"{Named(pair)} is older than {Place(ahead, changed)}, which has changed since the two agreed ({Words(pair.Changes)}).",
            $"Bring it up to date, then run {accept}; `sync` shows what has changed.");

    private static SourceLocation At(string file, TextBlock block) => SourceLocation.WholeLine(file, block.Line);

    private static string Place(string file, TextBlock block) => string.Create(CultureInfo.InvariantCulture, $"{file}:{block.Line}");

    private static string Named(BlockPair pair) => pair.Kind == BlockKind.Title ? "The title" : $"The {Kind(pair.Kind)} `{pair.Address}`";

    private static string Kind(BlockKind kind) => kind switch
    {
        BlockKind.Callout or BlockKind.Exercise or BlockKind.Hint => $"{kind.ToString().ToLowerInvariant()} title",
        BlockKind.Tab => "tab label",
        _ => kind.ToString().ToLowerInvariant(),
    };

    private static string Words(ChangeKinds changes)
    {
        string[] words =
        [
            .. changes.HasFlag(ChangeKinds.Code) ? ["code"] : Array.Empty<string>(),
            .. changes.HasFlag(ChangeKinds.Numbers) ? ["numbers"] : Array.Empty<string>(),
            .. changes.HasFlag(ChangeKinds.Wording) ? ["wording"] : Array.Empty<string>(),
        ];
        return string.Join(", ", words);
    }
}
