using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;

namespace Course.Snippets.Compilation;

/// <summary>Messages of the compiler and of analyzers in the languages that pages are read in.</summary>
internal static class Messages
{
    // Where the runtime is started without any cultures (PredefinedCulturesOnly), only English can be had.
    private static readonly ImmutableArray<CultureInfo> Cultures = [.. Known("ko")];

    /// <summary>A finding's message by language.</summary>
    public static ImmutableSortedDictionary<string, string> Of(Diagnostic found)
    {
        var english = found.GetMessage(CultureInfo.InvariantCulture);
        var messages = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        messages["en"] = english;
        foreach (var culture in Cultures)
        {
            var message = found.GetMessage(culture);
            if (message != english) messages[culture.Name] = message;
        }

        return messages.ToImmutable();
    }

    private static IEnumerable<CultureInfo> Known(string name)
    {
        CultureInfo? culture = null;
        try
        {
            culture = CultureInfo.GetCultureInfo(name);
        }
        catch (CultureNotFoundException)
        {
        }

        return culture is null ? [] : [culture];
    }
}
