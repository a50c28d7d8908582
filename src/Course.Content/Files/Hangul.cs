namespace Course.Content.Files;

/// <summary>
/// Finds Korean that is not in Unicode form NFC. The framework's own check needs ICU, which builds that
/// must not depend on the machine's culture data do without; for Hangul the rule is simple arithmetic.
/// </summary>
internal static class Hangul
{
    private const char FirstJamo = '\u1100', LastJamo = '\u11FF', FirstSyllable = '\uAC00', LastSyllable = '\uD7A3';

    /// <summary>Index of the first jamo that NFC would compose with its neighbour, or null.</summary>
    public static int? FirstDecomposed(string text)
    {
        var at = 0;
        while (text.AsSpan(at).IndexOfAnyInRange(FirstJamo, LastJamo) is >= 0 and var found)
        {
            at += found;
            if (at > 0 && Composes(text[at - 1], text[at])) return at - 1;
            at++;
        }

        return null;
    }

    private static bool Composes(char first, char second) =>
        first is >= '\u1100' and <= '\u1112' && second is >= '\u1161' and <= '\u1175'
        || first is >= FirstSyllable and <= LastSyllable && (first - FirstSyllable) % 28 == 0 && second is > '\u11A7' and <= '\u11C2';
}
