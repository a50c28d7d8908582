using System.Collections.Immutable;
using Course.Figures.Building;

namespace Course.Figures;

/// <summary>
/// A named run of numbers. A tuple makes one: <c>("ReLU", depths, norms)</c> for points, <c>("ReLU", counts)</c>
/// for values alone, which lines and scatter count from 0. The numbers may be int, long, float or double.
/// </summary>
public sealed class Series
{
    /// <summary>Makes a series of points.</summary>
    /// <param name="name">Name in the legend.</param>
    /// <param name="x">Horizontal positions.</param>
    /// <param name="y">Values, as many as positions; NaN and infinities are gaps.</param>
    public Series(string name, IEnumerable<double> x, IEnumerable<double> y)
        : this(name, Numbers.Of(x, name), Numbers.Of(y, name))
    {
    }

    /// <summary>Makes a series of values alone.</summary>
    public Series(string name, IEnumerable<double> y)
        : this(name, null, Numbers.Of(y, name))
    {
    }

    private Series(string name, ImmutableArray<double>? x, ImmutableArray<double> y) => (Name, X, Y) = (name, x, y);

    /// <summary>Name in the legend.</summary>
    public string Name { get; }

    /// <summary>Horizontal positions, or null where only values were given.</summary>
    internal ImmutableArray<double>? X { get; }

    /// <summary>Values.</summary>
    internal ImmutableArray<double> Y { get; }

    // One conversion for each pair of number types: C# has no generic conversion operators, and without them
    // every lesson would carry casts that say nothing.
    public static implicit operator Series((string Name, IEnumerable<int> Y) s) => Of(s.Name, s.Y);
    public static implicit operator Series((string Name, IEnumerable<long> Y) s) => Of(s.Name, s.Y);
    public static implicit operator Series((string Name, IEnumerable<float> Y) s) => Of(s.Name, s.Y);
    public static implicit operator Series((string Name, IEnumerable<double> Y) s) => Of(s.Name, s.Y);
    public static implicit operator Series((string Name, IEnumerable<int> X, IEnumerable<int> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<int> X, IEnumerable<long> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<int> X, IEnumerable<float> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<int> X, IEnumerable<double> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<long> X, IEnumerable<int> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<long> X, IEnumerable<long> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<long> X, IEnumerable<float> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<long> X, IEnumerable<double> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<float> X, IEnumerable<int> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<float> X, IEnumerable<long> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<float> X, IEnumerable<float> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<float> X, IEnumerable<double> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<double> X, IEnumerable<int> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<double> X, IEnumerable<long> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<double> X, IEnumerable<float> Y) s) => Of(s.Name, s.X, s.Y);
    public static implicit operator Series((string Name, IEnumerable<double> X, IEnumerable<double> Y) s) => Of(s.Name, s.X, s.Y);

    internal static Series Of<TY>(string name, IEnumerable<TY> y)
        where TY : struct, IConvertible => new(name, null, Numbers.Of(y, name));

    internal static Series Of<TX, TY>(string name, IEnumerable<TX> x, IEnumerable<TY> y)
        where TX : struct, IConvertible
        where TY : struct, IConvertible => new(name, Numbers.Of(x, name), Numbers.Of(y, name));
}
