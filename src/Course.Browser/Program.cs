namespace Course.Browser;

/// <summary>The runtime asks for an entry point; all work is done by <see cref="CheckerExports"/>.</summary>
internal static class Program
{
    private static void Main()
    {
    }
}
