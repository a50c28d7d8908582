namespace Course.Analyzers.Tests.Verification;

/// <summary>
/// Counts the cases of tests in place of running them: while a tally is open, <see cref="Verify.Reports"/> and
/// <see cref="VerifyFix.Turns"/> note what they are given and return.
/// </summary>
internal sealed class Tally
{
    private static readonly AsyncLocal<Tally?> Current = new();

    private Tally()
    {
    }

    /// <summary>The tally that the current test is counted in; null where tests run.</summary>
    public static Tally? Open => Current.Value;

    /// <summary>Cases in which something is to be reported.</summary>
    public int Positives { get; private set; }

    /// <summary>Cases in which nothing is.</summary>
    public int Negatives { get; private set; }

    /// <summary>Pieces of code that a fix is given.</summary>
    public int Fixes { get; private set; }

    /// <summary>Whether the test says by its name that its cases draw nothing: what is marked in them stands in the code around the cases.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Counts the cases of some tests.</summary>
    public static async Task<Tally> Of(Func<Tally, Task> tests)
    {
        var tally = new Tally();
        Current.Value = tally;
        try
        {
            await tests(tally);
        }
        finally
        {
            Current.Value = null;
        }

        return tally;
    }

    /// <summary>Notes a case of a rule.</summary>
    public void Add(bool isPositive)
    {
        if (isPositive && !IsSilent) Positives++;
        else Negatives++;
    }

    /// <summary>Notes a case of a fix.</summary>
    public void AddFix() => Fixes++;
}
