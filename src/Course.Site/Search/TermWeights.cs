using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Course.Site.Search;

/// <summary>That a token occurs in a document, and how much it says about it.</summary>
/// <param name="Token">The token.</param>
/// <param name="Document">Number of the document, from that of the first of its group.</param>
/// <param name="Weight">1 to <see cref="TermWeights.Heaviest"/>.</param>
internal readonly record struct Posting(string Token, int Document, byte Weight);

/// <summary>
/// Counts tokens over the fields of a document and turns counts into weights as BM25 does: the tenth occurrence says less than the first,
/// an occurrence in a long text less than one in a short text. How rare a token is, queries see for themselves, so that a weight depends on
/// its document alone, and a change of one lesson changes no other's weights.
/// </summary>
internal sealed class TermWeights
{
    /// <summary>Weights fit into four bits of a posting.</summary>
    public const int Heaviest = 15;

    /// <summary>How soon more occurrences stop to matter; a common value of BM25's k1.</summary>
    private const double Saturation = 1.5;

    /// <summary>Tokens of a middling section.</summary>
    private const double MiddlingLength = 160;

    private readonly StringPool _pool;
    private readonly Dictionary<string, double> _counts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double>.AlternateLookup<ReadOnlySpan<char>> _spans;
    private readonly Action<ReadOnlySpan<char>> _count;
    private readonly ImmutableArray<Posting>.Builder _postings = ImmutableArray.CreateBuilder<Posting>();
    private double _weight;
    private int _length;
    private int _documents;

    /// <param name="pool">Keeps the tokens, of which many documents have the same.</param>
    public TermWeights(StringPool pool)
    {
        _pool = pool;
        _spans = _counts.GetAlternateLookup<ReadOnlySpan<char>>();
        _count = Count;
    }

    /// <summary>Adds a field of the current document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="weight">What an occurrence is worth; one in prose is worth 1.</param>
    public void Add(string text, double weight)
    {
        _weight = weight;
        SearchTokens.Read(text, _count);
    }

    /// <summary>Ends the current document and begins the next.</summary>
    public void EndDocument()
    {
        // Lengths are taken in steps, so that a word more in a section changes no weight but its own.
        var length = 32.0;
        while (length < _length) length *= 1.5;
        var slowness = Saturation * (0.4 + (0.6 * length / MiddlingLength));
        foreach (var (token, count) in _counts)
            _postings.Add(new(token, _documents, (byte)Math.Clamp((int)Math.Ceiling(Heaviest * count / (count + slowness)), 1, Heaviest)));
        _counts.Clear();
        _length = 0;
        _documents++;
    }

    /// <summary>All postings of the documents; the next document is the first again.</summary>
    public ImmutableArray<Posting> TakePostings()
    {
        var postings = _postings.ToImmutable();
        _postings.Clear();
        _documents = 0;
        return postings;
    }

    private void Count(ReadOnlySpan<char> token)
    {
        _length++;
        ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(_spans, token);
        if (Unsafe.IsNullRef(ref count)) _counts.Add(_pool.Of(token), _weight);
        else count += _weight;
    }
}
