namespace Course.Analyzers;

/// <summary>The areas that rules belong to, as the IDE groups them.</summary>
internal static class Categories
{
    /// <summary>Gradients and their bounds (DL1xxx).</summary>
    public const string Gradients = "Gradients";

    /// <summary>How layers are stacked (DL2xxx).</summary>
    public const string Architecture = "Architecture";

    /// <summary>What the loss is given (DL3xxx).</summary>
    public const string Losses = "Losses";

    /// <summary>How optimizers and their schedules are set up (DL4xxx).</summary>
    public const string Optimizers = "Optimizers";

    /// <summary>How weights start (DL5xxx).</summary>
    public const string Initialization = "Initialization";

    /// <summary>Modes and gradient guards (DL6xxx).</summary>
    public const string Modes = "Modes";

    /// <summary>Native memory (DL7xxx).</summary>
    public const string Memory = "Memory";

    /// <summary>How modules are declared and registered (DL8xxx).</summary>
    public const string Modules = "Modules";

    /// <summary>Where tensors live (DL9xxx).</summary>
    public const string Devices = "Devices";

    /// <summary>What is done well (WDxxxx).</summary>
    public const string Practices = "Practices";
}
