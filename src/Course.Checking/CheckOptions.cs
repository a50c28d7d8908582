using System.Collections.Immutable;
using Course.Analyzers;

namespace Course.Checking;

/// <summary>How code is looked at.</summary>
/// <param name="Language">The language of messages.</param>
public sealed record CheckOptions(Language Language)
{
    /// <summary>Namespaces that every text has without writing them.</summary>
    public ImmutableArray<string> ImplicitUsings { get; init; } = DefaultUsings;

    /// <summary>Whether to weigh as a teacher would (<c>dl.profile = course</c>).</summary>
    public bool CourseProfile { get; init; }

    /// <summary>
    /// Whether names that nothing declares are passed over: for projects whose other packages are out of sight. The rules still
    /// see all that can be known.
    /// </summary>
    public bool AllowUnknownNames { get; init; }

    /// <summary>Whether what is done well is said too.</summary>
    public bool Praise { get; init; } = true;

    /// <summary>What the SDK's implicit usings and the course's lessons bring in.</summary>
    public static ImmutableArray<string> DefaultUsings { get; } =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
        "TorchSharp", "Course.Figures",
    ];
}
