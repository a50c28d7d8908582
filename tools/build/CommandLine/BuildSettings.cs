using Course.Build.Reporting;

namespace Course.Build.CommandLine;

/// <summary>What the command line asks for.</summary>
/// <param name="Root">Course root (the folder with course.yaml), absolute.</param>
/// <param name="Site">Output folder, absolute.</param>
/// <param name="Theme">Folder with layouts, strings and styles, absolute.</param>
/// <param name="Frozen">Render from records alone; nothing is compiled or run.</param>
/// <param name="Strict">Warnings are errors.</param>
/// <param name="Drafts">Drafts are published too.</param>
/// <param name="Json">The report is JSON on standard output.</param>
/// <param name="Verbosity">How much is said.</param>
internal sealed record BuildSettings(
    string Root, string Site, string Theme, bool Frozen, bool Strict, bool Drafts, bool Json, Verbosity Verbosity)
{
    /// <summary>Run everything again, compare with what is recorded, and write nothing.</summary>
    public bool Verify { get; init; }

    /// <summary>Make every page and publish none.</summary>
    public bool CheckOnly { get; init; }
}
