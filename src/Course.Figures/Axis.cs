namespace Course.Figures;

/// <summary>An axis of a figure. A plain string makes a linear one: <c>x: "depth"</c>.</summary>
/// <param name="Label">What the axis measures, with its unit.</param>
/// <param name="IsLog">Whether it is logarithmic.</param>
public sealed record Axis(string Label, bool IsLog = false)
{
    /// <summary>A logarithmic axis with powers of ten as ticks. Zeros cannot be drawn on it and leave a gap.</summary>
    public static Axis Log(string label) => new(label, IsLog: true);

    /// <summary>A linear axis.</summary>
    public static implicit operator Axis(string label) => new(label);
}
