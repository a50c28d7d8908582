using System.Collections.Frozen;
using Microsoft.CodeAnalysis.Classification;

namespace Course.Snippets.Classification;

/// <summary>Roslyn's classes as the short kinds of a listing; what is absent (punctuation) has no colour.</summary>
internal static class ListingKinds
{
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [ClassificationTypeNames.Keyword] = "k",
        [ClassificationTypeNames.ControlKeyword] = "k",
        [ClassificationTypeNames.Comment] = "c",
        [ClassificationTypeNames.ExcludedCode] = "c",
        [ClassificationTypeNames.StringLiteral] = "s",
        [ClassificationTypeNames.VerbatimStringLiteral] = "s",
        [ClassificationTypeNames.StringEscapeCharacter] = "s",
        [ClassificationTypeNames.NumericLiteral] = "n",
        [ClassificationTypeNames.ClassName] = "t",
        [ClassificationTypeNames.RecordClassName] = "t",
        [ClassificationTypeNames.StructName] = "t",
        [ClassificationTypeNames.RecordStructName] = "t",
        [ClassificationTypeNames.InterfaceName] = "t",
        [ClassificationTypeNames.EnumName] = "t",
        [ClassificationTypeNames.DelegateName] = "t",
        [ClassificationTypeNames.TypeParameterName] = "t",
        [ClassificationTypeNames.MethodName] = "m",
        [ClassificationTypeNames.ExtensionMethodName] = "m",
        [ClassificationTypeNames.PropertyName] = "p",
        [ClassificationTypeNames.FieldName] = "p",
        [ClassificationTypeNames.EnumMemberName] = "p",
        [ClassificationTypeNames.ConstantName] = "p",
        [ClassificationTypeNames.EventName] = "p",
        [ClassificationTypeNames.LocalName] = "l",
        [ClassificationTypeNames.ParameterName] = "l",
        [ClassificationTypeNames.LabelName] = "l",
        [ClassificationTypeNames.NamespaceName] = "v",
        [ClassificationTypeNames.Operator] = "o",
        [ClassificationTypeNames.OperatorOverloaded] = "o",
        [ClassificationTypeNames.PreprocessorKeyword] = "d",
        [ClassificationTypeNames.PreprocessorText] = "d",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The short kind of a class, or null where the text has no colour.</summary>
    public static string? Of(string classification) => Kinds.GetValueOrDefault(classification);

    /// <summary>Whether spans of a kind name something that has a signature.</summary>
    public static bool HasSignature(string kind) => kind is "t" or "m" or "p" or "l" or "k";
}
