using System.Collections.Immutable;
using Course.Content.Book;
using Course.Site.Pages;
using Course.Site.Rules;

namespace Course.Site.Search;

/// <summary>
/// The search index of one language. What it remembers from one call to the next spares work: while the course's shape is the same, only
/// shards are written anew of which a changed lesson has, or had, a token.
/// </summary>
internal sealed class SearchIndex(string language)
{
    private ImmutableArray<LessonSearch> _lessons = [];
    private Catalogue? _catalogue;
    private ImmutableArray<SiteFile> _companions = [];
    private SiteFile[] _shards = [];

    /// <summary>Shards that the last call wrote anew.</summary>
    public int ShardsMade { get; private set; }

    /// <summary>Makes the files of the index.</summary>
    /// <param name="book">The course.</param>
    /// <param name="rules">The analyzers' rules.</param>
    /// <param name="pages">Pages of the site itself.</param>
    /// <param name="lessons">What is searched of each lesson of the book, in its order.</param>
    /// <param name="sameShape">Whether titles, headings, terms, rules and plan are those of the last call.</param>
    public IEnumerable<SiteFile> Files(CourseBook book, ImmutableArray<RuleSheet> rules, ImmutableArray<SearchedPage> pages, ImmutableArray<LessonSearch> lessons, bool sameShape)
    {
        if (!sameShape || _catalogue is null || lessons.Length != _lessons.Length)
        {
            _catalogue = new(book, rules, pages, language);
            _companions = [CatalogueFile(_catalogue, lessons), .. _catalogue.Texts()];
            _shards = [];
        }

        var count = Shards.CountFor(lessons.Sum(static lesson => lesson.Postings.Length) + _catalogue.Postings.Length);
        var stale = _shards.Length == count ? Stale(lessons, count) : null;
        var shards = stale is null ? new SiteFile[count] : (SiteFile[])_shards.Clone();
        Write(shards, stale, lessons, _catalogue);
        (_lessons, _shards) = (lessons, shards);
        return [Manifest(shards), .. _companions, .. shards, .. lessons.Select(static lesson => lesson.Texts)];
    }

    /// <summary>The shards that a changed lesson has a part in.</summary>
    private bool[] Stale(ImmutableArray<LessonSearch> lessons, int count)
    {
        var stale = new bool[count];
        for (var i = 0; i < lessons.Length; i++)
        {
            if (ReferenceEquals(lessons[i], _lessons[i])) continue;
            var changed = _lessons[i].Postings.ToHashSet();
            changed.SymmetricExceptWith(lessons[i].Postings);
            foreach (var posting in changed) stale[Shards.Of(posting.Token, count)] = true;
        }

        return stale;
    }

    private void Write(SiteFile[] shards, bool[]? stale, ImmutableArray<LessonSearch> lessons, Catalogue catalogue)
    {
        var tokens = new Dictionary<string, List<(int, byte)>>[shards.Length];
        for (var i = 0; i < tokens.Length; i++) tokens[i] = new(StringComparer.Ordinal);
        var first = 0;
        foreach (var lesson in lessons)
        {
            Sort(lesson.Postings, first);
            first += lesson.Headings.Length;
        }

        Sort(catalogue.Postings, first);
        ShardsMade = stale?.Count(static each => each) ?? shards.Length;
        Parallel.For(0, shards.Length, i =>
        {
            if (stale?[i] != false) shards[i] = Shards.Write(language, i, tokens[i]);
        });

        void Sort(ImmutableArray<Posting> postings, int first)
        {
            foreach (var (token, document, weight) in postings)
            {
                var shard = Shards.Of(token, shards.Length);
                if (stale?[shard] == false) continue;
                ref var list = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(tokens[shard], token, out _);
                (list ??= []).Add((first + document, weight));
            }
        }
    }

    private SiteFile CatalogueFile(Catalogue catalogue, ImmutableArray<LessonSearch> lessons)
    {
        var file = Json.File("", json => catalogue.Write(json, lessons));
        return file with { Path = $"assets/search/{language}.{file.Hash[..10]}.json" };
    }

    /// <summary>The one file whose name does not change: it names all others.</summary>
    private SiteFile Manifest(SiteFile[] shards) => Json.File(Addresses.Search(language) + "index.json", json =>
    {
        json.WriteStartObject();
        json.WriteString("catalogue", _companions[0].Path);
        json.WriteStartArray("shards");
        foreach (var shard in shards) json.WriteStringValue(shard.Path.Split('.')[^2]);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
