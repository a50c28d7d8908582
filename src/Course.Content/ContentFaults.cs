using Course.Diagnostics;
using static Course.Diagnostics.Severity;

namespace Course.Content;

/// <summary>Every kind of fault that loading, parsing and pairing can find.</summary>
public static class ContentFaults
{
    // Files
    public static readonly Fault NoCourse = new("CO1001", Error, "There is no course here");
    public static readonly Fault Unreadable = new("CO1002", Error, "A file or folder cannot be read");
    public static readonly Fault InvalidUtf8 = new("CO1003", Error, "A text file is not valid UTF-8");
    public static readonly Fault LinkedFolder = new("CO1004", Error, "A folder is a symbolic link");
    public static readonly Fault DecomposedHangul = new("CO1005", Warning, "Korean text is not in Unicode form NFC");
    public static readonly Fault FileTooLong = new("CO1006", Error, "A text file is too long");
    public static readonly Fault StrayFile = new("CO1007", Warning, "A file belongs to no lesson");
    public static readonly Fault BadFolderName = new("CO1008", Error, "A folder's name is not a number and an id");
    public static readonly Fault MissingFactsFile = new("CO1009", Error, "A track or lesson has no yaml file");

    // YAML
    public static readonly Fault YamlSyntax = new("CO1101", Error, "A yaml file cannot be understood");
    public static readonly Fault UnknownKey = new("CO1102", Error, "A key is unknown");
    public static readonly Fault MissingKey = new("CO1103", Error, "A key is missing");
    public static readonly Fault WrongType = new("CO1104", Error, "A value has the wrong type");
    public static readonly Fault DuplicateKey = new("CO1105", Error, "A key is given twice");
    public static readonly Fault BadDate = new("CO1106", Error, "A date is not one of the calendar");
    public static readonly Fault BadUrl = new("CO1107", Error, "An address is not valid");
    public static readonly Fault OutOfRange = new("CO1108", Error, "A number is out of range");
    public static readonly Fault YamlAlias = new("CO1109", Error, "Anchors, aliases and tags are not allowed in yaml");
    public static readonly Fault BadId = new("CO1110", Error, "An id is not in kebab-case");
    public static readonly Fault UnknownLanguage = new("CO1111", Error, "A language code is unknown to the course");
    public static readonly Fault UnknownChoice = new("CO1112", Error, "A value is not one of the known ones");
    public static readonly Fault DuplicateItem = new("CO1113", Error, "An item is listed twice");
    public static readonly Fault MissingWords = new("CO1114", Warning, "Words are missing in a language");

    public static readonly Fault ContradictoryWord = new("CO1115", Error, "The glossary avoids a word that it approves");
    public static readonly Fault BadLinkRecord = new("CO1116", Warning, "The record of checked links cannot be read");

    // The book
    public static readonly Fault DuplicateLesson = new("CO1201", Error, "Two lessons have the same id");
    public static readonly Fault DuplicateTrack = new("CO1202", Error, "Two tracks have the same id");
    public static readonly Fault DuplicateNumber = new("CO1203", Error, "Two folders have the same number");
    public static readonly Fault MissingTranslation = new("CO1204", Warning, "A lesson is not translated");
    public static readonly Fault MissingSource = new("CO1205", Error, "A lesson has no text in its source language");
    public static readonly Fault UnknownPrerequisite = new("CO1206", Error, "A prerequisite does not exist");
    public static readonly Fault CircularPrerequisite = new("CO1207", Error, "A lesson requires itself");
    public static readonly Fault MissingData = new("CO1208", Error, "A data file does not exist");
    public static readonly Fault MissingAsset = new("CO1209", Error, "A file that a text refers to does not exist");
    public static readonly Fault UnusedAsset = new("CO1210", Warning, "A file of a lesson is not used");
    public static readonly Fault NotInPlan = new("CO1211", Warning, "A track or lesson is not in the course's plan");
    public static readonly Fault UnknownText = new("CO1212", Warning, "A markdown file is in no language of the course");
    public static readonly Fault UnknownExercise = new("CO1213", Error, "A check names an exercise that the lesson does not have");

    // Translation locks
    public static readonly Fault LockSyntax = new("CO1301", Error, "A translation lock cannot be understood");
    public static readonly Fault LockLanguages = new("CO1302", Error, "A translation lock is for other languages");
    public static readonly Fault LockConflict = new("CO1303", Error, "A translation lock holds marks of a merge conflict");
    public static readonly Fault StrayLock = new("CO1304", Warning, "A translation lock has no translation");

    // Text
    public static readonly Fault NoTitle = new("CO2001", Error, "A lesson has no title line");
    public static readonly Fault SecondTitle = new("CO2002", Error, "A lesson has a second title");
    public static readonly Fault HeadingWithoutId = new("CO2003", Warning, "A heading has no id");
    public static readonly Fault DuplicateAnchor = new("CO2004", Error, "Two headings or exercises have the same id");
    public static readonly Fault HeadingLevel = new("CO2005", Warning, "A heading's level does not follow from the one before");
    public static readonly Fault RawHtml = new("CO2006", Error, "HTML is not allowed in lessons");
    public static readonly Fault TooDeep = new("CO2007", Error, "Markdown is nested too deeply");
    public static readonly Fault UnclosedFence = new("CO2008", Error, "A fenced block is never closed");
    public static readonly Fault UndefinedFootnote = new("CO2009", Error, "A footnote is not defined");
    public static readonly Fault LineTooLong = new("CO2010", Error, "A line is too long");

    public static readonly Fault UnusedFootnote = new("CO2011", Warning, "A footnote is not referred to");
    public static readonly Fault UnusedDefinition = new("CO2012", Warning, "A link's definition is not used");

    // Directives
    public static readonly Fault UnknownDirective = new("CO2101", Error, "A directive is unknown");
    public static readonly Fault UnclosedDirective = new("CO2102", Error, "A directive is never closed");
    public static readonly Fault StrayColons = new("CO2103", Error, "A line of colons closes nothing");
    public static readonly Fault MisplacedDirective = new("CO2104", Error, "A directive stands in the wrong place");
    public static readonly Fault MissingArgument = new("CO2105", Error, "A directive lacks something it needs");
    public static readonly Fault UnknownAttribute = new("CO2106", Error, "An attribute is unknown");
    public static readonly Fault DuplicateAttribute = new("CO2107", Error, "An attribute is given twice");
    public static readonly Fault BadAttribute = new("CO2108", Error, "An attribute's value is not valid");
    public static readonly Fault ExclusiveAttributes = new("CO2109", Error, "Attributes contradict each other");
    public static readonly Fault UnclosedQuote = new("CO2110", Error, "A quoted value is never closed");
    public static readonly Fault DuplicateFigure = new("CO2111", Error, "A figure is shown twice");

    // Snippets
    public static readonly Fault SnippetWithoutId = new("CO2201", Error, "A snippet has no id");
    public static readonly Fault DuplicateSnippet = new("CO2202", Error, "Two snippets have the same id");
    public static readonly Fault MissingReason = new("CO2203", Error, "A snippet that is not run gives no reason");
    public static readonly Fault IncludeNotFound = new("CO2204", Error, "An included file does not exist");
    public static readonly Fault IncludeWithBody = new("CO2205", Error, "A snippet has both an included file and a body");
    public static readonly Fault EmptySnippet = new("CO2206", Error, "A snippet of the source text has no code");
    public static readonly Fault LanguageName = new("CO2207", Error, "A listing names its language in a way that is not known here");

    // References
    public static readonly Fault UnknownBraces = new("CO2301", Error, "Braces hold no known inline directive");
    public static readonly Fault BadLink = new("CO2302", Error, "A link leads nowhere that pages may link to");
    public static readonly Fault ImageWithoutAlt = new("CO2303", Error, "A picture has no alternative text");
    public static readonly Fault UnknownLesson = new("CO2304", Error, "A link names a lesson that does not exist");
    public static readonly Fault UnknownAnchor = new("CO2305", Error, "A link names a heading that does not exist");
    public static readonly Fault UnknownFigure = new("CO2306", Error, "A link names a figure that the lesson does not show");
    public static readonly Fault UnknownSnippet = new("CO2307", Error, "A link names a snippet that the lesson does not have");
    public static readonly Fault PlannedLesson = new("CO2308", Info, "A link names a lesson that is not published yet");
    public static readonly Fault UnknownTerm = new("CO2309", Error, "A term is not in the glossary");
    public static readonly Fault UnapprovedWord = new("CO2310", Warning, "The glossary approves another word");

    // Twins
    public static readonly Fault HeadingsDiffer = new("CO2401", Warning, "Headings differ between the languages");
    public static readonly Fault SnippetsDiffer = new("CO2402", Error, "Snippets differ between the languages");
    public static readonly Fault AttributesDiffer = new("CO2403", Error, "A snippet's attributes differ between the languages");
    public static readonly Fault FiguresDiffer = new("CO2404", Warning, "Figures differ between the languages");

    // Translations
    public static readonly Fault WordsBehind = new("CO2501", Warning, "A block is older than the other language, in words") { IsNeverPromoted = true };
    public static readonly Fault FactsBehind = new("CO2502", Warning, "A block is older than the other language, in code or numbers");
    public static readonly Fault WordsConflict = new("CO2503", Warning, "A block has changed in both languages, in words") { IsNeverPromoted = true };
    public static readonly Fault FactsConflict = new("CO2504", Warning, "A block has changed in both languages, in code or numbers");
    public static readonly Fault MissingBlock = new("CO2505", Warning, "A block is not translated") { IsNeverPromoted = true };
    public static readonly Fault ExtraBlock = new("CO2506", Warning, "A block stands in the translation alone") { IsNeverPromoted = true };
    public static readonly Fault UnacceptedBlock = new("CO2507", Info, "Nobody has accepted a block's translation yet");
}
