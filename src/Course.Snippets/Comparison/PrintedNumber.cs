using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Snippets.Comparison;

/// <summary>A number as a program printed it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">What one step of its last digit is worth; 0 for an integer, which shows itself exactly.</param>
internal readonly partial record struct PrintedNumber(double Value, double Unit)
{
    // What the thousandth part covers is what parsing decimal fractions adds: 0.13 - 0.12 is a little more than 0.01.
    private const double Step = 1.001;

    /// <summary>
    /// Numbers in a text (the group <c>number</c>): sign, thousands separators, fraction, exponent, NaN and infinity, with a unit
    /// glued to them or not. What only looks like numbers is text: digits of a word (<c>layer1</c>, <c>3D</c>) or of a
    /// version (<c>1.2.3</c>). The group <c>exact</c> holds what no tolerance applies to: shapes and indices
    /// (<c>[64, 10]</c>, <c>(3,)</c>), dates and times of day.
    /// </summary>
    [GeneratedRegex(
        """
        (?<exact>
            \[\s*[0-9]+(?:\s*[,x×]\s*[0-9]+)*\s*,?\s*\]
          | \(\s*[0-9]+(?:\s*,\s*[0-9]+)+\s*\) | \(\s*[0-9]+\s*,\s*\)
          | (?<![A-Za-z0-9_.:/-])(?: [0-9]{4}-[0-9]{2}-[0-9]{2} | [0-9]{1,2}:[0-9]{2}(?::[0-9]{2})? )(?![A-Za-z0-9_:-])
        )
        | (?<![A-Za-z0-9_.])
          (?<number>
            [+\-−]?
            (?:
              (?: (?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)?\.[0-9]+(?:[eE][+\-−]?[0-9]+)? | [0-9]+[eE][+\-−]?[0-9]+ )
              (?=[A-Za-zµμΩ]*(?![A-Za-z0-9_]|\.[0-9]))
            | (?: [0-9]{1,3}(?:,[0-9]{3})+ | [0-9]+ )
              (?=(?:[num\u00b5\u03bc]?s|min|h|[kKMGT]?i?B|[kMGT]?Hz|[kKMG]|x|px|pt|[kcmn]?m|k?g|k?W|V)?(?![A-Za-z0-9_]|\.[0-9]))
            | (?: NaN|nan|Infinity|Inf|inf|∞ )(?![A-Za-z0-9_])
            )
          )
        """,
        RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    public static partial Regex Pattern { get; }

    /// <summary>Reads what <see cref="Pattern"/> found as a number.</summary>
    public static PrintedNumber Parse(string text)
    {
        var negative = text[0] is '-' or '−';
        var digits = text.TrimStart('+', '-', '−').Replace('−', '-');
        switch (digits)
        {
            case "NaN" or "nan": return new(double.NaN, 0);
            case "Infinity" or "Inf" or "inf" or "∞": return new(negative ? double.NegativeInfinity : double.PositiveInfinity, 0);
        }

        var value = double.Parse(digits, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var exponentAt = digits.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : double.Parse(digits[(exponentAt + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        var unit = fraction == 0 && exponentAt < 0 ? 0 : Math.Pow(10, exponent - fraction);
        // A step beyond any double would take everything for the same.
        return new(negative ? -value : value, double.IsFinite(unit) ? unit : 0);
    }

    /// <summary>
    /// How far another number may be from this recorded one: within the relative tolerance, and in any case within
    /// one step of the last digit shown, since two values that differ by nothing that matters may round apart.
    /// </summary>
    public double Allowed(double now, double? tolerance) =>
        Math.Max(Unit * Step, (tolerance ?? 0) * Math.Max(Math.Abs(Value), Math.Abs(now)));

    /// <summary>Whether another number agrees with this recorded one.</summary>
    public bool Agrees(PrintedNumber now, double? tolerance) =>
        SameWhereNotFinite(Value, now.Value, tolerance) ?? Math.Abs(Value - now.Value) <= Allowed(now.Value, tolerance);

    /// <summary>
    /// Judges numbers that are equal or not finite; null where their distance decides. That a number diverged is a
    /// behaviour, which no tolerance excuses; whether it then reads infinite or NaN is rounding where a tolerance is given.
    /// </summary>
    public static bool? SameWhereNotFinite(double before, double after, double? tolerance) =>
        before.Equals(after) || before == after ? true
        : double.IsFinite(before) && double.IsFinite(after) ? null
        : tolerance > 0 && !double.IsFinite(before) && !double.IsFinite(after) && (double.IsNaN(before) || double.IsNaN(after));
}
