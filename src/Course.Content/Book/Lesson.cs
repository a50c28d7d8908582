using System.Collections.Immutable;
using Course.Content.Files;
using Course.Content.Snippets;
using Course.Content.Translation;
using Course.Diagnostics;
using Markdig.Syntax;

namespace Course.Content.Book;

/// <summary>Whether a lesson is shown to learners.</summary>
public enum LessonStatus
{
    /// <summary>Built and proven, but absent from the published site unless drafts are asked for.</summary>
    Draft,

    /// <summary>On the site.</summary>
    Published,
}

/// <summary>lesson.yaml: the facts that all languages share.</summary>
/// <param name="Id">Id, unique in the course; last part of the page's address.</param>
/// <param name="Status">Draft or published.</param>
/// <param name="Minutes">Reading time.</param>
/// <param name="Tags">Tags, in the order written.</param>
/// <param name="Xp">Points for finishing it.</param>
/// <param name="Prerequisites">Ids of lessons, existing or planned.</param>
/// <param name="SourceLanguage">Language that holds the code and from which others are translated.</param>
/// <param name="Published">Day of first publication.</param>
/// <param name="Revised">Day of the last revision that a reader should know of, or null.</param>
/// <param name="Links">Further reading elsewhere.</param>
public sealed record LessonFacts(
    string Id, LessonStatus Status, int Minutes, ImmutableArray<string> Tags, int Xp,
    ImmutableArray<string> Prerequisites, string SourceLanguage,
    DateOnly? Published, DateOnly? Revised, ImmutableArray<ExternalLink> Links)
{
    /// <summary>Data files that snippets read, relative to the lesson's folder (<c>data/x.csv</c>).</summary>
    public ImmutableArray<string> Data { get; init; } = [];

    /// <summary>What code must show for the lesson's exercises to count as done.</summary>
    public ImmutableArray<ExerciseCheck> Exercises { get; init; } = [];
}

/// <summary>A link to another site.</summary>
/// <param name="Language">Language of the page that it leads to.</param>
/// <param name="Kind">article, paper, book, video, docs or code.</param>
public sealed record ExternalLink(Uri Url, LocalizedText Title, string Language, string Kind);

/// <summary>A lesson with its texts in every language that has one.</summary>
/// <param name="Facts">What lesson.yaml says.</param>
/// <param name="TrackId">The track that it stands in.</param>
/// <param name="Number">The NN of its folder name.</param>
/// <param name="Folder">Folder relative to the course root, forward slashes, no trailing one.</param>
/// <param name="Texts">Texts by language code; the source language is always among them.</param>
public sealed record LessonPair(
    LessonFacts Facts, string TrackId, int Number, string Folder,
    ImmutableSortedDictionary<string, LessonText> Texts)
{
    /// <summary>The files of its folder: data, images, exercise, names of records.</summary>
    public LessonFiles Files { get; init; } = LessonFiles.Empty;

    /// <summary>State of the translations that have a lock file, by language. The object is the same from one reading to the next while nothing changes.</summary>
    public ImmutableSortedDictionary<string, TranslationState> Translations { get; init; } = NoTranslations;

    /// <summary>A lesson of which no translation was ever accepted.</summary>
    internal static ImmutableSortedDictionary<string, TranslationState> NoTranslations { get; } =
        ImmutableSortedDictionary.Create<string, TranslationState>(StringComparer.Ordinal);

    /// <summary>The text that the code lives in.</summary>
    public LessonText Source => Texts[Facts.SourceLanguage];

    /// <summary>The text in a language, or the source text when it is not translated yet.</summary>
    public LessonText In(string language) => Texts.GetValueOrDefault(language) ?? Source;
}

/// <summary>One parsed markdown file of a lesson.</summary>
/// <param name="File">The file that it was parsed from.</param>
/// <param name="Language">Its language.</param>
/// <param name="Title">Plain text of its title line (<c># …</c>), which is not part of <paramref name="Document"/>.</param>
/// <param name="Document">The Markdig tree; nobody changes it after Parse.</param>
/// <param name="Headings">Headings of levels 2 to 4, in order.</param>
/// <param name="Snippets">C# snippets, in order. In a translation a snippet may have no code of its own.</param>
/// <param name="Figures">Figure directives, in order.</param>
/// <param name="Assets">Relative paths of images and downloads that the text refers to.</param>
/// <param name="Math">TeX of every formula, in order.</param>
/// <param name="Words">Number of words (Korean: eojeol) in the prose.</param>
public sealed record LessonText(
    SourceFile File, string Language, string Title, MarkdownDocument Document,
    ImmutableArray<Heading> Headings, ImmutableArray<Snippet> Snippets,
    ImmutableArray<FigureUse> Figures, ImmutableArray<string> Assets, ImmutableArray<Formula> Math, int Words)
{
    private ImmutableArray<TextBlock> _blocks;

    /// <summary>The blocks in which translations are compared, in order; read when first asked for.</summary>
    public ImmutableArray<TextBlock> Blocks
    {
        get
        {
            // Two threads that ask at once read the same twice; either result serves.
            if (_blocks.IsDefault) ImmutableInterlocked.InterlockedInitialize(ref _blocks, BlockReader.Read(this));
            return _blocks;
        }
    }

    /// <summary>Line of the title, from 1; 0 where there is none.</summary>
    public int TitleLine { get; init; }

    /// <summary>Exercises, in order; their ids are anchors as headings' are.</summary>
    public ImmutableArray<ExerciseUse> Exercises { get; init; } = [];

    /// <summary>Links to lessons, headings, figures and snippets, in order.</summary>
    public ImmutableArray<CrossReferenceUse> CrossReferences { get; init; } = [];

    /// <summary>Quotations of recorded values (<c>{value:name}</c>), in order.</summary>
    public ImmutableArray<NamedUse> Values { get; init; } = [];

    /// <summary>Glossary terms (<c>{term:id}</c>), in order.</summary>
    public ImmutableArray<NamedUse> Terms { get; init; } = [];

    /// <summary>Where <see cref="Assets"/> are referred to; <see cref="NamedUse.Name"/> is the path.</summary>
    public ImmutableArray<NamedUse> AssetUses { get; init; } = [];

    /// <summary>Paths that <c>include=</c> names, relative to the lesson's folder, existing or not.</summary>
    public ImmutableArray<string> Includes { get; init; } = [];
}

/// <summary>A heading that can be linked to.</summary>
/// <param name="Id">Anchor, the same in all languages.</param>
/// <param name="Level">2 to 4.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Line">Line in its file, from 1.</param>
public sealed record Heading(string Id, int Level, string Text, int Line);

/// <summary>A place where a text shows a figure that a snippet made.</summary>
/// <param name="Id">The figure's id, as the snippet gave it.</param>
/// <param name="Line">Line of the directive, from 1.</param>
public sealed record FigureUse(string Id, int Line);

/// <summary>An exercise of a text.</summary>
/// <param name="Id">Its id and anchor.</param>
/// <param name="Title">Its title, or null.</param>
/// <param name="Line">Line of the directive, from 1.</param>
public sealed record ExerciseUse(string Id, string? Title, int Line);

/// <summary>A place where a text names something that is defined elsewhere.</summary>
/// <param name="Name">The name.</param>
/// <param name="Location">Where it stands.</param>
public sealed record NamedUse(string Name, SourceLocation Location);

/// <summary>What a cross reference leads to.</summary>
public enum CrossReferenceKind
{
    /// <summary>Another lesson, perhaps a heading of it.</summary>
    Lesson,

    /// <summary>A heading or exercise of the same lesson.</summary>
    Heading,

    /// <summary>A figure of the same lesson.</summary>
    Figure,

    /// <summary>A snippet of the same lesson.</summary>
    Snippet,
}

/// <summary>A cross reference.</summary>
/// <param name="Kind">What it leads to.</param>
/// <param name="Target">Id of the lesson, heading, figure or snippet.</param>
/// <param name="Anchor">Heading within another lesson, or null.</param>
/// <param name="Location">Where the link stands.</param>
public sealed record CrossReferenceUse(CrossReferenceKind Kind, string Target, string? Anchor, SourceLocation Location);

/// <summary>A formula.</summary>
/// <param name="Tex">TeX source without delimiters.</param>
/// <param name="Display">Whether it stands on its own line.</param>
/// <param name="Line">Line in its file, from 1.</param>
public readonly record struct Formula(string Tex, bool Display, int Line);
