using Course.Diagnostics;

namespace Course.Snippets;

/// <summary>Faults of compiling snippets and keeping their records.</summary>
public static class SnippetFaults
{
    /// <summary>The compiler rejects a snippet.</summary>
    public static readonly Fault DoesNotCompile = new("CO3001", Severity.Error, "A snippet does not compile");

    /// <summary>The compiler warns about a snippet.</summary>
    public static readonly Fault CompilerWarning = new("CO3002", Severity.Warning, "The compiler warns about a snippet");

    /// <summary>A snippet says <c>fails=</c> and does not draw that error.</summary>
    public static readonly Fault MissingError = new("CO3003", Severity.Error, "A snippet does not fail as it declares");

    /// <summary>A snippet says <c>fails=</c> and draws other errors as well.</summary>
    public static readonly Fault UndeclaredError = new("CO3004", Severity.Error, "A snippet fails with an error that it does not declare");

    /// <summary>A directive that would break the session's program or its line numbers.</summary>
    public static readonly Fault RefusedDirective = new("CO3005", Severity.Error, "A snippet holds a directive that lessons may not use");

    /// <summary>A construct that is legal C# but cannot be part of a session.</summary>
    public static readonly Fault RefusedConstruct = new("CO3006", Severity.Error, "A snippet holds a construct that cannot be part of a session");

    /// <summary>A jump that would leave the snippet, so that later ones never run or outputs go to the wrong one.</summary>
    public static readonly Fault LeavesSnippet = new("CO3007", Severity.Error, "A statement jumps out of its snippet");

    /// <summary>A snippet says <c>reports=</c> and draws no such finding.</summary>
    public static readonly Fault MissingFinding = new("CO3008", Severity.Error, "An analyzer finding that a snippet declares is not drawn");

    /// <summary>An analyzer finds something that the snippet does not declare.</summary>
    public static readonly Fault UndeclaredFinding = new("CO3009", Severity.Warning, "An analyzer reports something that a snippet does not declare");

    /// <summary>What sessions are compiled against is missing.</summary>
    public static readonly Fault MissingReference = new("CO3010", Severity.Error, "A library that sessions are compiled against is missing");

    /// <summary>A translation shows other code than the source.</summary>
    public static readonly Fault CodeDiffers = new("CO3011", Severity.Error, "A translation's code is not the source's code");

    /// <summary>A translation shows a snippet that the source does not have.</summary>
    public static readonly Fault NoSuchSnippet = new("CO3012", Severity.Error, "A translation shows code that the source does not have");

    /// <summary>An analyzer itself failed.</summary>
    public static readonly Fault AnalyzerFailed = new("CO3013", Severity.Warning, "An analyzer failed on a snippet");

    /// <summary>A record cannot be understood.</summary>
    public static readonly Fault DamagedRecord = new("CO5001", Severity.Warning, "A record cannot be read");

    /// <summary>A record was written by another version of the engine.</summary>
    public static readonly Fault UnknownRecordVersion = new("CO5002", Severity.Warning, "A record has an unknown version");

    /// <summary>A record belongs to no snippet.</summary>
    public static readonly Fault OrphanedRecord = new("CO5003", Severity.Info, "A record belongs to no snippet");

    /// <summary>A record could not be written or deleted.</summary>
    public static readonly Fault UnwritableRecord = new("CO5004", Severity.Error, "A record cannot be written");
}
