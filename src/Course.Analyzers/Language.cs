using System;
using System.Globalization;

namespace Course.Analyzers;

/// <summary>
/// A language that findings are worded in. Pass one to <c>Diagnostic.GetMessage</c> where <see cref="CultureInfo"/> is not at
/// hand: under invariant globalization, and in the browser, no culture but the invariant one exists.
/// </summary>
public sealed class Language : IFormatProvider
{
    private Language(string code) => Code = code;

    /// <summary>English.</summary>
    public static Language English { get; } = new("en");

    /// <summary>Korean.</summary>
    public static Language Korean { get; } = new("ko");

    /// <summary>The two letters of ISO 639.</summary>
    public string Code { get; }

    /// <summary>The language that a provider asks for: itself, a culture's, or that of the current thread's user interface.</summary>
    public static Language Of(IFormatProvider? provider) => provider switch
    {
        Language language => language,
        CultureInfo culture => OfCulture(culture),
#pragma warning disable RS1035 // Where nobody names a language, a message is worded in that of the user's interface, as localizable resources are.
        null => OfCulture(CultureInfo.CurrentUICulture),
#pragma warning restore RS1035
        _ => English,
    };

    /// <summary>Numbers in messages are written the invariant way in every language.</summary>
    public object? GetFormat(Type? formatType) => CultureInfo.InvariantCulture.GetFormat(formatType);

    private static Language OfCulture(CultureInfo culture) =>
        culture.Name.StartsWith("ko", StringComparison.OrdinalIgnoreCase) ? Korean : English;
}
