using System.Collections.Immutable;

namespace Course.Site.Typesetting;

/// <summary>One typeset formula, or why it could not be.</summary>
/// <param name="MathMl">The MathML element, or null.</param>
/// <param name="Error">The typesetter's message, or null.</param>
public readonly record struct TypesetFormula(string? MathMl, string? Error);

/// <summary>The MathML of every formula of the course.</summary>
/// <param name="Formulas">Results by TeX and whether it is displayed.</param>
public sealed record MathTable(ImmutableDictionary<(string Tex, bool Display), TypesetFormula> Formulas)
{
    /// <summary>No formulas.</summary>
    public static MathTable Empty { get; } = new(ImmutableDictionary<(string, bool), TypesetFormula>.Empty);
}
