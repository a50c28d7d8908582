namespace Course.Analyzers;

/// <summary>Where a rule is explained. The one base below is what a site or a package changes.</summary>
internal static class HelpLinks
{
    /// <summary>Address of the folder of rule pages, relative to the course's site.</summary>
    private const string Base = "rules/";

    /// <summary>The address of one rule's page.</summary>
    public static string Of(string id) => Base + id + "/";
}
