using System.Text.Json.Serialization;

namespace Course.Build.Doctor;

/// <summary>How well something is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Health>))]
internal enum Health
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("good")]
    Good,

    /// <summary>Builds go on; something less does not.</summary>
    [JsonStringEnumMemberName("limited")]
    Limited,

    /// <summary>Builds fail by it.</summary>
    [JsonStringEnumMemberName("bad")]
    Bad,
}

/// <summary>What was found about one thing that the course needs.</summary>
/// <param name="Name">The thing.</param>
/// <param name="Health">How well it is.</param>
/// <param name="Found">What there is.</param>
/// <param name="Remedy">What to do, or null where all is well.</param>
internal sealed record Finding(string Name, Health Health, string Found, string? Remedy)
{
    public static Finding Good(string name, string found) => new(name, Health.Good, found, null);

    public static Finding Limited(string name, string found, string remedy) => new(name, Health.Limited, found, remedy);

    public static Finding Bad(string name, string found, string remedy) => new(name, Health.Bad, found, remedy);
}
