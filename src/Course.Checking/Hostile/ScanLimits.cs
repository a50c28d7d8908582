namespace Course.Checking.Hostile;

/// <summary>
/// What code may ask of the compiler. Twenty nested interpolations (123 bytes) keep it busy for 14 s and ten nested lambdas for
/// 4 s; 40,000 interpolations end the process in the lexer. Nothing here comes near what people write.
/// </summary>
public static class ScanLimits
{
    /// <summary>Size of a text.</summary>
    public const int Bytes = 64 * 1024;

    /// <summary>Brackets of all kinds inside one another.</summary>
    public const int Depth = 64;

    /// <summary>Interpolated strings inside one another.</summary>
    public const int Interpolations = 3;

    /// <summary>Lambdas inside one another.</summary>
    public const int Lambdas = 4;

    /// <summary>Type arguments inside one another.</summary>
    public const int Generics = 16;

    /// <summary>Prefix operators, or casts, in a row.</summary>
    public const int Prefixes = 32;

    /// <summary>Conditional operators in one expression.</summary>
    public const int Ternaries = 64;

    /// <summary>Arms of a switch expression, or tuple and property patterns of a switch statement.</summary>
    public const int Arms = 200;

    /// <summary><c>else if</c> in a row.</summary>
    public const int Elses = 200;

    /// <summary>Operators and member accesses in one expression: each is a level of the tree.</summary>
    public const int Operators = 1000;
}
