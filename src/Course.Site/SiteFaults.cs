using Course.Diagnostics;

namespace Course.Site;

/// <summary>What can be wrong with pages and publishing.</summary>
public static class SiteFaults
{
    /// <summary>The output folder holds something else.</summary>
    public static readonly Fault ForeignFolder = new("CO6001", Severity.Error, "The output folder was not made by a publish");

    /// <summary>The disk said no.</summary>
    public static readonly Fault CannotWrite = new("CO6002", Severity.Error, "The site cannot be written");

    /// <summary>Another build publishes to the same folder.</summary>
    public static readonly Fault Busy = new("CO6003", Severity.Error, "Another build is publishing to this folder");

    /// <summary>Two pages or assets have one address.</summary>
    public static readonly Fault AddressClash = new("CO6004", Severity.Error, "Two files of the site have the same address");

    /// <summary>A file of site/ is missing or broken.</summary>
    public static readonly Fault BadTheme = new("CO6005", Severity.Error, "A layout, string table or style is missing or broken");

    /// <summary>Prose quotes a number that no snippet recorded.</summary>
    public static readonly Fault UnknownValue = new("CO6006", Severity.Error, "A quoted value was not recorded");

    /// <summary>A figure directive names a figure that no snippet made.</summary>
    public static readonly Fault UnknownFigure = new("CO6007", Severity.Error, "A figure was not recorded");

    /// <summary>A snippet made a figure that no directive shows.</summary>
    public static readonly Fault UncaptionedFigure = new("CO6008", Severity.Warning, "A figure has no caption and no alternative text");

    /// <summary>A figure directive translates more or fewer labels than the figure has.</summary>
    public static readonly Fault LabelCount = new("CO6009", Severity.Error, "A figure's translated labels do not match its data");

    /// <summary>A formula is not valid TeX.</summary>
    public static readonly Fault BadMath = new("CO6010", Severity.Error, "A formula cannot be typeset");

    /// <summary>Node or its packages are not there, or its program failed.</summary>
    public static readonly Fault NodeFailed = new("CO6011", Severity.Error, "Formulas or scripts cannot be made here");

    /// <summary>A layout failed while a page was made.</summary>
    public static readonly Fault LayoutFailed = new("CO6012", Severity.Error, "A layout failed");

    /// <summary>Two snippets of a lesson record a value or a figure under one name.</summary>
    public static readonly Fault RecordedTwice = new("CO6013", Severity.Error, "Two snippets record the same name");

    /// <summary>An image or download is there but cannot be read.</summary>
    public static readonly Fault CannotReadAsset = new("CO6014", Severity.Error, "A lesson's file cannot be read");

    /// <summary>The client's scripts do not compile.</summary>
    public static readonly Fault BadScript = new("CO6015", Severity.Error, "A script of the theme is broken");

    /// <summary>A page links to a file that the site does not have.</summary>
    public static readonly Fault BrokenLink = new("CO6016", Severity.Error, "A page links to a file that is not there");

    /// <summary>A page links to an id that its target does not have.</summary>
    public static readonly Fault BrokenAnchor = new("CO6017", Severity.Error, "A page links to an anchor that is not there");

    /// <summary>Two versions of a page do not name each other.</summary>
    public static readonly Fault BrokenPair = new("CO6018", Severity.Error, "Versions of a page do not name each other");
}
