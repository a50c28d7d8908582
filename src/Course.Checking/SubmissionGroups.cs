using System.Collections.Immutable;
using Course.Checking.Hostile;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Course.Checking;

/// <summary>Tells which of several texts, without a project that says so, make one program.</summary>
public static class SubmissionGroups
{
    /// <summary>
    /// Texts that belong together: all, where at most one has statements of its own; else each program by itself and all others
    /// together. A text that the scan refuses stands alone, so that the others are looked at.
    /// </summary>
    public static ImmutableArray<ImmutableArray<SubmittedText>> Of(ImmutableArray<SubmittedText> texts)
    {
        var groups = ImmutableArray.CreateBuilder<ImmutableArray<SubmittedText>>();
        var (programs, others) = (new List<SubmittedText>(), new List<SubmittedText>());
        foreach (var text in texts)
        {
            if (CharacterScan.Of(text) is not null) groups.Add([text]);
            else if (texts.Length > 1 && IsProgram(text)) programs.Add(text);
            else others.Add(text);
        }

        if (programs.Count <= 1) others.AddRange(programs);
        else groups.AddRange(programs.Select(static program => ImmutableArray.Create(program)));
        if (others.Count > 0) groups.Add([.. others]);
        return groups.ToImmutable();
    }

    private static bool IsProgram(SubmittedText text) => ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(text.Text).GetRoot())
        .Members.Any(static member => member is GlobalStatementSyntax);
}
