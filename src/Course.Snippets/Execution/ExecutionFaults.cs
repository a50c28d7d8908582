using Course.Diagnostics;

namespace Course.Snippets.Execution;

/// <summary>What can be wrong with a session that runs.</summary>
public static class ExecutionFaults
{
    public static readonly Fault HostNotReady = new("CO4001", Severity.Error, "The process that runs snippets did not start");
    public static readonly Fault DataUnreadable = new("CO4002", Severity.Error, "A data file cannot be given to a session");
    public static readonly Fault Exception = new("CO4003", Severity.Error, "A snippet threw an exception");
    public static readonly Fault ThreadException = new("CO4004", Severity.Error, "An exception on another thread ended the process");
    public static readonly Fault OtherException = new("CO4005", Severity.Error, "A snippet threw another exception than it declares");
    public static readonly Fault NoException = new("CO4006", Severity.Error, "A snippet did not throw what it declares");
    public static readonly Fault TimedOut = new("CO4007", Severity.Error, "A snippet ran longer than its time limit");
    public static readonly Fault TooMuchMemory = new("CO4008", Severity.Error, "A session took more memory than its limit");
    public static readonly Fault TooMuchOutput = new("CO4009", Severity.Error, "A snippet put out more than its limit");
    public static readonly Fault Crashed = new("CO4010", Severity.Error, "A snippet crashed in native code");
    public static readonly Fault StackOverflowed = new("CO4011", Severity.Error, "A snippet overflowed the stack");
    public static readonly Fault FailedFast = new("CO4012", Severity.Error, "A snippet ended the process with FailFast");
    public static readonly Fault Exited = new("CO4013", Severity.Error, "A snippet ended the process");
    public static readonly Fault ProcessLeft = new("CO4014", Severity.Warning, "A session left a child process behind");
    public static readonly Fault NotReached = new("CO4015", Severity.Error, "A snippet was never reached");
    public static readonly Fault HostLost = new("CO4016", Severity.Error, "The process that ran a session was lost");
}
