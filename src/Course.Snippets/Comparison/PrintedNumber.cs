using System.Globalization;
using System.Text.RegularExpressions;

namespace Course.Snippets.Comparison;

/// <summary>A number as a program printed it.</summary>
/// <param name="Value">The number.</param>
/// <param name="Unit">What one step of its last digit is worth; 0 for an integer, which shows itself exactly.</param>
internal readonly partial record struct PrintedNumber(double Value, double Unit)
{
    /// <summary>
    /// Numbers in a text: sign, thousands separators, fraction, exponent, NaN and infinity. Digits that belong to a
    /// word (<c>layer1</c>) or to a version (<c>1.2.3</c>) are text.
    /// </summary>
    [GeneratedRegex(
        @"(?<![A-Za-z0-9_.])[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![A-Za-z0-9_]|\.\d)|(?:NaN|nan|Infinity|inf|∞)(?![A-Za-z0-9_]))",
        RegexOptions.CultureInvariant)]
    public static partial Regex Pattern { get; }

    /// <summary>Reads what <see cref="Pattern"/> found.</summary>
    public static PrintedNumber Parse(string text)
    {
        var negative = text[0] == '-';
        var digits = text.TrimStart('+', '-');
        switch (digits)
        {
            case "NaN" or "nan": return new(double.NaN, 0);
            case "Infinity" or "inf" or "∞": return new(negative ? double.NegativeInfinity : double.PositiveInfinity, 0);
        }

        var value = double.Parse(digits, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);
        var exponentAt = digits.IndexOfAny(['e', 'E']);
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var exponent = exponentAt < 0 ? 0 : double.Parse(digits[(exponentAt + 1)..], NumberStyles.Float, CultureInfo.InvariantCulture);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal);
        var fraction = point < 0 ? 0 : mantissa.Length - point - 1;
        return new(negative ? -value : value, fraction == 0 && exponentAt < 0 ? 0 : Math.Pow(10, exponent - fraction));
    }

    /// <summary>
    /// Whether another number agrees with this recorded one: within the relative tolerance, and in any case within
    /// one step of the last digit shown, since two values that differ by nothing that matters may round apart.
    /// </summary>
    public bool Agrees(PrintedNumber now, double? tolerance)
    {
        if (Value.Equals(now.Value) || Value == now.Value) return true;
        if (!double.IsFinite(Value) || !double.IsFinite(now.Value)) return false;
        var difference = Math.Abs(Value - now.Value);
        // The thousandth part covers what parsing decimal fractions adds: 0.13 - 0.12 is a little more than 0.01.
        return difference <= Unit * 1.001 || difference <= (tolerance ?? 0) * Math.Max(Math.Abs(Value), Math.Abs(now.Value));
    }
}
