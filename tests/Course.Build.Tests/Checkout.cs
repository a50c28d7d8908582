namespace Course.Build.Tests;

/// <summary>The checkout that the tests run in.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    public static string Golden => Path.Combine(Root, "tests", "golden");

    private static string Find(string folder) =>
        File.Exists(Path.Combine(folder, "Course.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
