using System;
using Microsoft.CodeAnalysis;

namespace Course.Analyzers;

/// <summary>A text in both languages. Both live in code, since satellite assemblies are lost where analyzers are trimmed or loaded from bytes.</summary>
public sealed class Wording : LocalizableString
{
    /// <summary>Pairs an English text with its Korean twin.</summary>
    public Wording(string english, string korean) => (English, Korean) = (english, korean);

    /// <summary>The English text.</summary>
    public string English { get; }

    /// <summary>The Korean text.</summary>
    public string Korean { get; }

    /// <inheritdoc />
    protected override string GetText(IFormatProvider? formatProvider) =>
        ReferenceEquals(Language.Of(formatProvider), Language.Korean) ? Korean : English;

    /// <inheritdoc />
    protected override int GetHash() => English.GetHashCode();

    /// <inheritdoc />
    protected override bool AreEqual(object? other) =>
        other is Wording wording && wording.English == English && wording.Korean == Korean;
}

/// <summary>An argument of a message that itself has to be said in the reader's language.</summary>
/// <param name="English">The English words.</param>
/// <param name="Korean">The Korean words.</param>
internal sealed record Phrase(string English, string Korean) : IFormattable
{
    /// <inheritdoc />
    public string ToString(string? format, IFormatProvider? formatProvider) =>
        ReferenceEquals(Language.Of(formatProvider), Language.Korean) ? Korean : English;

    /// <inheritdoc />
    public override string ToString() => English;
}
