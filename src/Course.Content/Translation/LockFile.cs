using System.Collections.Immutable;
using System.Text;
using Course.Content.Files;
using Course.Content.Spelling;
using Course.Diagnostics;

namespace Course.Content.Translation;

/// <summary>
/// The lock file beside a lesson's translation (<c>ko.lock</c> beside <c>ko.md</c>) as text: a stanza a block, in the order of the
/// source, each side on one line, so that git merges stanzas apart from one another. See docs/markdown.md.
/// </summary>
public static class LockFile
{
    private const string Signature = "course-translation 1", CodeKey = "code";

    private static readonly ImmutableArray<string> Kinds = [.. Enum.GetNames<BlockKind>().Select(static k => k.ToLowerInvariant())];

    /// <summary>Path of the lock file of a translation, relative to the lesson's folder.</summary>
    public static string NameFor(string language) => language + ".lock";

    /// <summary>The lock file's text.</summary>
    public static string Write(TranslationLock agreed)
    {
        var text = new StringBuilder();
        text.Append("# The texts on which these languages agreed, block by block. `sync --accept` writes this file.\n")
            .Append(Signature).Append('\n')
            .Append("source ").Append(agreed.SourceLanguage).Append('\n')
            .Append("translation ").Append(agreed.Language).Append('\n');
        foreach (var block in agreed.Blocks)
        {
            text.Append('\n').Append(Kinds[(int)block.Kind]);
            if (block.Id.Length > 0) text.Append(' ').Append(block.Id);
            text.Append('\n');
            if (block.CodeHashes is { Source.Length: > 0, Translation.Length: > 0 } hashes)
                text.Append(CodeKey).Append(' ').Append(hashes.Source).Append(' ').Append(hashes.Translation).Append('\n');
            AppendSide(text, agreed.SourceLanguage, block.Source);
            AppendSide(text, agreed.Language, block.Translation);
        }

        return text.ToString();
    }

    /// <summary>Reads a lock file.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sourceLanguage">The lesson's source language.</param>
    /// <param name="language">The language that the file is named for.</param>
    /// <returns>What it says, or null with diagnostics where it cannot be trusted.</returns>
    public static Outcome<TranslationLock?> Read(SourceFile file, string sourceLanguage, string language) =>
        new LockReader(file, sourceLanguage, language).Read();

    private static void AppendSide(StringBuilder text, string language, string? words)
    {
        if (words is null) return;
        text.Append(language);
        if (words.Length > 0) text.Append(' ').Append(words);
        text.Append('\n');
    }

    private sealed class LockReader(SourceFile file, string sourceLanguage, string language)
    {
        private readonly ImmutableArray<AgreedBlock>.Builder _blocks = ImmutableArray.CreateBuilder<AgreedBlock>();
        private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
        private readonly HashSet<(BlockKind, string)> _named = [];
        private AgreedBlock? _open;
        private int _line;

        public Outcome<TranslationLock?> Read()
        {
            var head = 0;
            string[] expected = [Signature, "source " + sourceLanguage, "translation " + language];
            // Texts may hold characters that Unicode counts as ends of lines; here only one is.
            foreach (var range in file.Text.AsSpan().Split('\n'))
            {
                var line = file.Text.AsSpan()[range];
                _line++;
                if (line.StartsWith('#')) continue;
                if (IsConflict(line)) return Fail(ReportConflict());
                if (head < expected.Length)
                {
                    if (line.IsEmpty) continue;
                    if (!line.SequenceEqual(expected[head])) return Fail(ReportHead(line, expected[head], head));
                    head++;
                }
                else if (line.IsEmpty)
                {
                    Close();
                }
                else if (_open is null)
                {
                    Open(line);
                }
                else
                {
                    AddLine(_open, line);
                }

                // One fault makes the rest of the file hard to tell; the first is where to look.
                if (_diagnostics.Count > 0) return Fail();
            }

            Close();
            if (head < expected.Length && _diagnostics.Count == 0) Report(ContentFaults.LockSyntax, "The file ends before it has said what it is.", Remake);
            return _diagnostics.Count > 0 ? Fail() : new(new(sourceLanguage, language, _blocks.ToImmutable()), []);
        }

        private string Remake => $"Take the file back from version control, or delete it and run `sync --accept` once you have checked that {sourceLanguage}.md and {language}.md agree.";

        private Outcome<TranslationLock?> Fail(Diagnostic? diagnostic = null)
        {
            if (diagnostic is not null) _diagnostics.Add(diagnostic);
            return new(null, _diagnostics.ToImmutable());
        }

        private static bool IsConflict(ReadOnlySpan<char> line) =>
            line.StartsWith("<<<<<<<") || line.StartsWith(">>>>>>>") || line.StartsWith("|||||||") || line.StartsWith("=======");

        private Diagnostic ReportConflict() => ContentFaults.LockConflict.At(Here,
            "A merge has left its conflict marks here, so that nobody knows on which texts the languages agreed.",
            "Keep either side of each conflict and remove the marks; then `sync` shows which blocks no longer agree.");

        private Diagnostic ReportHead(ReadOnlySpan<char> line, string expected, int head) => head == 0
            ? ContentFaults.LockSyntax.At(Here, $"The file should begin with `{Signature}`; it is damaged, or another version of the tool wrote it.", Remake)
            : ContentFaults.LockLanguages.At(Here,
                $"The file says `{line}` where this lesson needs `{expected}`: it was written for other languages.", Remake);

        private void Open(ReadOnlySpan<char> line)
        {
            var blank = line.IndexOf(' ');
            var (name, id) = blank < 0 ? (line.ToString(), "") : (line[..blank].ToString(), line[(blank + 1)..].ToString());
            var kind = Kinds.IndexOf(name);
            if (kind < 0)
            {
                Report(ContentFaults.LockSyntax, $"`{name}` is not a kind of block.{NearMiss.Hint(name, Kinds)}", Remake);
                return;
            }

            _open = new((BlockKind)kind, id, null, null);
            if (TextBlock.HasName(_open.Kind) && !_named.Add((_open.Kind, id)))
            {
                Report(ContentFaults.LockSyntax, $"The block `{line}` stands here a second time, perhaps from a merge.",
                    "Delete one of the two; then `sync` shows whether the other still agrees.");
            }
        }

        private void AddLine(AgreedBlock open, ReadOnlySpan<char> line)
        {
            var blank = line.IndexOf(' ');
            var key = (blank < 0 ? line : line[..blank]).ToString();
            var words = blank < 0 ? "" : line[(blank + 1)..].ToString();
            if (key == sourceLanguage && open.Source is null)
            {
                _open = open with { Source = words };
            }
            else if (key == language && open.Translation is null)
            {
                _open = open with { Translation = words };
            }
            else if (key == CodeKey && open.CodeHashes.Source.Length == 0 && words.Split(' ') is [{ Length: > 0 } source, { Length: > 0 } translation])
            {
                _open = open with { CodeHashes = (source, translation) };
            }
            else
            {
                Report(ContentFaults.LockSyntax, $"`{key}` has no meaning here: a block has one line for `{sourceLanguage}` and one for `{language}`.", Remake);
            }
        }

        private void Close()
        {
            if (_open is null) return;
            if (_open is { Source: null, Translation: null }) Report(ContentFaults.LockSyntax, "A block ends here without a text in either language.", Remake);
            else _blocks.Add(_open);
            _open = null;
        }

        private SourceLocation Here => SourceLocation.WholeLine(file.Path, _line);

        private void Report(Fault fault, string message, string remedy) => _diagnostics.Add(fault.At(Here, message, remedy));
    }
}
