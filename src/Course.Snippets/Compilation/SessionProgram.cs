using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace Course.Snippets.Compilation;

/// <summary>
/// The one program that a session's snippets make: their usings, hoisted and without repetition; then each
/// snippet's mark and statements, in order; all types last. <c>#line</c> gives the lines of the files that authors
/// edit to debug information; <see cref="Find(Location)"/> leads every character back to its snippet.
/// </summary>
internal sealed class SessionProgram
{
    private const string Events = "global::Course.Figures.Hosting.SessionEvents";

    private readonly Part _usings = new("usings.cs");
    private readonly Part _body = new("session.cs");

    private SessionProgram(IReadOnlyList<ParsedSnippet> sound, ParsedSnippet? unsound, IEnumerable<ParsedSnippet> alsoUsingsOf)
    {
        AddUsings([.. sound, .. unsound is null ? [] : new[] { unsound }, .. alsoUsingsOf]);
        if (unsound is not null)
        {
            // What follows an unclosed brace is lost, so the unsound snippet stands last and whole.
            foreach (var snippet in sound) AddTypes(snippet);
            foreach (var snippet in sound) AddStatements(snippet);
            _body.Map(unsound, 0, unsound.Snippet.Code.Length, unsound.Snippet.Code);
        }
        else
        {
            foreach (var snippet in sound) AddStatements(snippet);
            foreach (var snippet in sound) AddTypes(snippet);
        }

        Usings = _usings.Parse();
        Body = _body.Parse();
    }

    /// <summary>The hoisted usings.</summary>
    public SyntaxTree Usings { get; }

    /// <summary>Statements and types.</summary>
    public SyntaxTree Body { get; }

    /// <summary>Puts snippets together.</summary>
    /// <param name="snippets">Sound snippets, in order.</param>
    /// <param name="unsound">A snippet with syntax errors to put after them, for colouring it; else null.</param>
    /// <param name="alsoUsingsOf">
    /// Snippets that are left out for their errors, and whose usings others rely on: without them every later
    /// snippet would seem wrong.
    /// </param>
    public static SessionProgram Of(
        IReadOnlyList<ParsedSnippet> snippets, ParsedSnippet? unsound = null, IEnumerable<ParsedSnippet>? alsoUsingsOf = null) =>
        new(snippets, unsound, alsoUsingsOf ?? []);

    /// <summary>Which characters of which snippet a piece of the program is, or null for the frame around them.</summary>
    public SnippetPlace? Find(Location location) =>
        location.SourceTree is not { } tree ? null : Find(tree, location.SourceSpan);

    /// <inheritdoc cref="Find(Location)"/>
    public SnippetPlace? Find(SyntaxTree tree, TextSpan span) =>
        tree == Usings ? _usings.Find(span) : tree == Body ? _body.Find(span) : null;

    /// <summary>The pieces of the program that come from a snippet.</summary>
    public IEnumerable<(SyntaxTree Tree, TextSpan Span)> PiecesOf(ParsedSnippet snippet) =>
        _usings.Of(snippet).Select(s => (Usings, s)).Concat(_body.Of(snippet).Select(s => (Body, s)));

    private void AddUsings(IReadOnlyList<ParsedSnippet> snippets)
    {
        var seen = ImplicitUsings.Namespaces.Select(static n => $"using {n.Replace(".", " . ", StringComparison.Ordinal)} ;").ToHashSet(StringComparer.Ordinal);
        foreach (var snippet in snippets)
        {
            foreach (var directive in snippet.Usings)
            {
                if (directive.ContainsDiagnostics || directive.GlobalKeyword.RawKind != 0) continue;
                if (!seen.Add(string.Join(' ', directive.DescendantTokens().Select(static t => t.Text)))) continue;
                _usings.Line(snippet, directive.SpanStart);
                _usings.Text.Append("global ");
                _usings.Map(snippet, directive.SpanStart, directive.Span.Length, snippet.Snippet.Code.Substring(directive.SpanStart, directive.Span.Length));
            }
        }
    }

    private void AddStatements(ParsedSnippet snippet)
    {
        var id = SymbolDisplay.FormatLiteral(snippet.Snippet.Id, quote: true);
        var throws = snippet.Snippet.Throws is not null;
        _body.Frame(snippet);
        _body.Text.Append(Events).Append(".Begin(").Append(id).Append(");\n");
        if (throws) _body.Text.Append("try\n{\n");
        _body.Line(snippet, 0);
        _body.Map(snippet, 0, snippet.Snippet.Code.Length, snippet.StatementsOnly());
        RestoreAfter(snippet);
        if (!throws) return;
        _body.Frame(snippet);
        _body.Text.Append(Events).Append(".DidNotThrow(").Append(id).Append(");\n}\n")
            .Append("catch (global::System.Exception __thrown)\n{\n")
            .Append(Events).Append(".Threw(").Append(id).Append(", __thrown);\n}\n");
    }

    private void AddTypes(ParsedSnippet snippet)
    {
        if (!snippet.HasTypes) return;
        _body.Line(snippet, 0);
        _body.Map(snippet, 0, snippet.Snippet.Code.Length, snippet.TypesOnly());
        RestoreAfter(snippet);
    }

    // What a snippet silences for itself must not silence its neighbours.
    private void RestoreAfter(ParsedSnippet snippet)
    {
        if (!snippet.Directives.IsEmpty) _body.Text.Append("#pragma warning restore\n#nullable restore\n");
    }

    /// <summary>One file of the program.</summary>
    private sealed class Part(string path)
    {
        private readonly List<Piece> _pieces = [];

        public StringBuilder Text { get; } = new();

        public void Line(ParsedSnippet snippet, int offset) =>
            Line(snippet.Snippet.CodeFile, snippet.Snippet.CodeLine + snippet.Snippet.Code.AsSpan(0, offset).Count('\n'));

        /// <summary>
        /// What follows belongs to the snippet's fence. It is not <c>#line hidden</c>: Roslyn takes a body that
        /// starts in hidden lines for generated code, and most analyzers would then skip the whole session.
        /// </summary>
        public void Frame(ParsedSnippet snippet) => Line(snippet.Snippet.Location.File, snippet.Snippet.Location.StartLine);

        public void Map(ParsedSnippet snippet, int offset, int length, string text)
        {
            _pieces.Add(new(Text.Length, length, snippet, offset));
            Text.Append(text).Append('\n');
        }

        public SyntaxTree Parse() =>
            CSharpSyntaxTree.ParseText(SourceText.From(Text.ToString(), Encoding.UTF8), LessonLanguage.Options, path);

        public IEnumerable<TextSpan> Of(ParsedSnippet snippet) =>
            _pieces.Where(p => p.Snippet == snippet).Select(static p => new TextSpan(p.Start, p.Length));

        public SnippetPlace? Find(TextSpan span)
        {
            var index = _pieces.FindLastIndex(p => p.Start <= span.Start);
            if (index < 0) return null;
            var piece = _pieces[index];
            var end = piece.Start + piece.Length;
            if (span.Start > end) return null;
            return new(piece.Snippet.Snippet, TextSpan.FromBounds(
                span.Start - piece.Start + piece.Offset, Math.Min(span.End, end) - piece.Start + piece.Offset));
        }

        // A file name cannot hold a quote inside a directive; such a name is shown with an apostrophe in stack traces.
        private void Line(string file, int line) =>
            Text.Append(CultureInfo.InvariantCulture, $"#line {Math.Max(line, 1)} \"{file.Replace('"', '\'')}\"\n");
    }

    private readonly record struct Piece(int Start, int Length, ParsedSnippet Snippet, int Offset);
}
