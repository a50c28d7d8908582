using System.Collections.Immutable;
using System.Globalization;

namespace Course.Figures.Building;

/// <summary>Turns a snippet's sequences into the doubles that figure data holds.</summary>
internal static class Numbers
{
    /// <summary>The most points that one figure may hold: more is a file that a browser draws slowly and nobody reads.</summary>
    internal const int MostPoints = 20_000;

    /// <summary>Reads a sequence to its end; infinities become NaN, which is a gap.</summary>
    /// <exception cref="ArgumentException">The sequence is null or longer than <see cref="MostPoints"/>.</exception>
    internal static ImmutableArray<double> Of<T>(IEnumerable<T> values, string series)
        where T : struct, IConvertible
    {
        if (values is null) throw new ArgumentException($"Series '{series}' has no values (null).");

        var all = ImmutableArray.CreateBuilder<double>();
        foreach (var value in values)
        {
            // Stops at the limit rather than after it, so that an endless sequence is reported too.
            if (all.Count == MostPoints)
            {
                throw new ArgumentException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Series '{series}' has more than {MostPoints} points; thin it out, for instance with .Where((_, i) => i % 10 == 0)."));
            }

            all.Add(Double(value));
        }

        return all.ToImmutable();
    }

    /// <summary>A number as the double with the same shortest decimal form: 0.1f becomes 0.1, not 0.100000001490116.</summary>
    internal static double Double<T>(T value)
        where T : struct, IConvertible
    {
        var result = value is float single
            ? double.Parse(single.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)
            : value.ToDouble(CultureInfo.InvariantCulture);
        return double.IsFinite(result) ? result : double.NaN;
    }
}
