using System.Globalization;
using Course.SnippetHost.NativeLibraries;

namespace Course.Home;

/// <summary>What a lesson that runs at a learner's home needs before its first line.</summary>
public static class Lesson
{
    /// <summary>
    /// Makes torch loadable on Linux systems with an older C++ library, and has numbers printed as on the page. To be called before
    /// anything touches <c>torch</c>.
    /// </summary>
    public static void Begin()
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        TorchLibraries.MakeLoadable();
    }
}
