using Course.Content;
using Course.Diagnostics;
using Course.Site;

namespace Course.Build.Links;

/// <summary>Which faults are about what leads where, and about files that nothing leads to.</summary>
internal static class LinkDiagnostics
{
    private static readonly HashSet<string> Ids =
    [
        .. new[]
        {
            ContentFaults.StrayFile, ContentFaults.LinkedFolder, ContentFaults.UnknownPrerequisite, ContentFaults.MissingData, ContentFaults.MissingAsset,
            ContentFaults.UnusedAsset, ContentFaults.UnknownText, ContentFaults.UndefinedFootnote, ContentFaults.UnusedFootnote, ContentFaults.UnusedDefinition,
            ContentFaults.IncludeNotFound, ContentFaults.BadUrl, ContentFaults.BadLinkRecord, ContentFaults.BadLink, ContentFaults.UnknownLesson,
            ContentFaults.UnknownAnchor, ContentFaults.UnknownFigure, ContentFaults.UnknownSnippet, ContentFaults.PlannedLesson, ContentFaults.UnknownTerm,
            ContentFaults.HeadingsDiffer, ContentFaults.DuplicateAnchor,
            SiteFaults.AddressClash, SiteFaults.CannotReadAsset, SiteFaults.BrokenLink, SiteFaults.BrokenAnchor, SiteFaults.BrokenPair,
        }.Select(static f => f.Id),
    ];

    /// <summary>Whether a fault is about links, anchors, pairs of languages, or files that nothing uses.</summary>
    public static bool Concerns(Diagnostic diagnostic) => Ids.Contains(diagnostic.Id);
}
