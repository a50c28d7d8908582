namespace Course.Checking.Hostile;

/// <summary>What stands between two brackets, as far as it has been read.</summary>
/// <param name="open">The bracket; <c>\0</c> for the text as a whole.</param>
internal sealed class ScanFrame(char open)
{
    /// <summary>The bracket that opened it.</summary>
    public char Open { get; } = open;

    /// <summary>The string in whose hole the code stands; null for brackets of code.</summary>
    public StringForm? Hole { get; init; }

    /// <summary>Whether these are the braces of a switch expression.</summary>
    public bool IsSwitch { get; init; }

    public int Arms { get; set; }

    public int Lambdas { get; set; }

    public int Ternaries { get; set; }

    public int Casts { get; set; }

    public int Elses { get; set; }

    public int Headers { get; set; }

    public int Operators { get; set; }

    /// <summary>Open angle brackets that follow a name at once.</summary>
    public int TightAngles { get; set; }

    /// <summary>Open angle brackets after a blank, which are comparisons as a rule.</summary>
    public int LooseAngles { get; set; }

    /// <summary>Whether the arrow of the current arm has been read.</summary>
    public bool InArm { get; set; }

    /// <summary>Whether the statement has an arrow, an assignment or a return already: then the next arrow is a lambda's.</summary>
    public bool InExpression { get; set; }

    /// <summary>Whether a statement may have ended, unless the next word goes on with it.</summary>
    public bool MayHaveEnded { get; set; }

    /// <summary>Begins the next element of a list.</summary>
    /// <returns>The number of lambdas that end here.</returns>
    public int EndElement()
    {
        var lambdas = Lambdas;
        (Lambdas, Ternaries, Operators, LooseAngles, Casts, InArm) = (0, 0, 0, 0, 0, false);
        return lambdas;
    }

    /// <summary>Begins the next statement.</summary>
    /// <returns>The number of lambdas that end here.</returns>
    public int EndStatement()
    {
        (InExpression, TightAngles, Headers, MayHaveEnded) = (false, 0, 0, true);
        return EndElement();
    }
}
