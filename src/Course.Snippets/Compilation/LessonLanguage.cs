using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Snippets.Compilation;

/// <summary>The C# that lessons are written in.</summary>
internal static class LessonLanguage
{
    /// <summary>
    /// C# 14 is what the .NET 10 SDK compiles at a learner's home; a newer compiler here must not accept more.
    /// Documentation comments count as plain comments: nobody generates documentation from a lesson.
    /// </summary>
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.CSharp14, DocumentationMode.None);
}
