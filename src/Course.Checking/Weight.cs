namespace Course.Checking;

/// <summary>How much a finding matters, in the learner's words.</summary>
public enum Weight
{
    /// <summary>The code does not compile, or does not do what it is meant to do.</summary>
    MustFix,

    /// <summary>It will go wrong in training sooner or later.</summary>
    ShouldFix,

    /// <summary>Good to know; often right as it is.</summary>
    WorthKnowing,

    /// <summary>It is done well, and the code proves it.</summary>
    WellDone,
}

/// <summary>Weights as programs name them.</summary>
public static class WeightNames
{
    extension(Weight weight)
    {
        /// <summary>The weight's name in reports.</summary>
        public string Name => weight switch
        {
            Weight.MustFix => "must-fix",
            Weight.ShouldFix => "should-fix",
            Weight.WorthKnowing => "worth-knowing",
            _ => "well-done",
        };
    }
}
