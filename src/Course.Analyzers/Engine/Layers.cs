using System;
using System.Collections.Generic;

namespace Course.Analyzers.Engine;

/// <summary>What a network contains that decides how its gradients behave.</summary>
[Flags]
internal enum NetworkTraits
{
    /// <summary>Nothing of note.</summary>
    None = 0,

    /// <summary>The same weights are applied at each time step, with no gate (RNN, RNNCell, written by hand).</summary>
    Recurrent = 1,

    /// <summary>Gated recurrence (LSTM, GRU, their cells).</summary>
    Gated = 2,

    /// <summary>Attention.</summary>
    Attention = 4,

    /// <summary>A normalization layer.</summary>
    Norm = 8,

    /// <summary>A sum with what came before.</summary>
    Residual = 16,

    /// <summary>A layer that does one thing in training and another in evaluation (dropout, batch normalization).</summary>
    Modal = 32,
}

/// <summary>What is known of a network as a whole.</summary>
/// <param name="Traits">What it contains.</param>
/// <param name="WeightLayers">How many linear and convolutional layers it has.</param>
/// <param name="Complete">Whether all of its parts are in sight.</param>
/// <param name="Culprit">Name of the first part that makes gradients explode; null where none does.</param>
internal sealed record NetworkFacts(NetworkTraits Traits, int WeightLayers, bool Complete, string? Culprit)
{
    /// <summary>Nothing is known.</summary>
    public static NetworkFacts Unknown { get; } = new(NetworkTraits.None, 0, false, null);

    /// <summary>A part without weights of its own.</summary>
    public static NetworkFacts Nothing { get; } = new(NetworkTraits.None, 0, true, null);

    /// <summary>Recurrence that is written out.</summary>
    public static NetworkFacts WrittenRecurrence { get; } = new(NetworkTraits.Recurrent, 0, true, "recurrence");

    /// <summary>Whether gradients of such a network are known to explode, whatever its depth.</summary>
    public bool NeedsClipping => (Traits & (NetworkTraits.Recurrent | NetworkTraits.Gated | NetworkTraits.Attention)) != 0;

    /// <summary>Ten or more weight layers that neither a norm nor a residual sum keeps in order.</summary>
    public bool IsDeepAndPlain => Complete && WeightLayers >= 10 && (Traits & (NetworkTraits.Norm | NetworkTraits.Residual)) == 0;

    /// <summary>Two parts of one network.</summary>
    public NetworkFacts With(NetworkFacts other) =>
        new(Traits | other.Traits, Math.Min(WeightLayers + other.WeightLayers, 1_000_000), Complete && other.Complete, Culprit ?? other.Culprit);

    /// <summary>The same part several times.</summary>
    public NetworkFacts Times(int count) => this with { WeightLayers = (int)Math.Min((long)WeightLayers * count, 1_000_000) };
}

/// <summary>The layers of TorchSharp by the name that their type and their factory share.</summary>
internal static class Layers
{
    private static readonly Dictionary<string, NetworkFacts> Known = new();

    static Layers()
    {
        Put(NetworkTraits.Recurrent, "RNN", "RNNCell");
        Put(NetworkTraits.Gated, "LSTM", "LSTMCell", "GRU", "GRUCell");
        Put(NetworkTraits.Attention, "TransformerEncoder", "TransformerDecoder", "MultiheadAttention");

        // These drop one value in ten unless told otherwise.
        Put(NetworkTraits.Attention | NetworkTraits.Modal, "Transformer", "TransformerEncoderLayer", "TransformerDecoderLayer");
        foreach (var name in new[] { "BatchNorm1d", "BatchNorm2d", "BatchNorm3d" })
            Known.Add(name, new NetworkFacts(NetworkTraits.Norm | NetworkTraits.Modal, 0, true, null));
        foreach (var name in new[] { "Dropout", "Dropout1d", "Dropout2d", "Dropout3d", "AlphaDropout", "FeatureAlphaDropout" })
            Known.Add(name, new NetworkFacts(NetworkTraits.Modal, 0, true, null));
        foreach (var name in new[] { "LayerNorm", "GroupNorm", "InstanceNorm1d", "InstanceNorm2d", "InstanceNorm3d", "LocalResponseNorm" })
            Known.Add(name, new NetworkFacts(NetworkTraits.Norm, 0, true, null));
        foreach (var name in new[] { "Linear", "Bilinear", "Conv1d", "Conv2d", "Conv3d", "ConvTranspose1d", "ConvTranspose2d", "ConvTranspose3d" })
            Known.Add(name, new NetworkFacts(NetworkTraits.None, 1, true, null));
    }

    /// <summary>Whether a layer of this name is one that holds weights between its input and its output.</summary>
    public static bool IsWeight(string name) => Known.TryGetValue(name, out var facts) && facts.WeightLayers > 0;

    /// <summary>What a layer of this name contains; nothing for activations, pooling, dropout and the like.</summary>
    public static NetworkFacts Of(string name) => Known.TryGetValue(name, out var facts) ? facts : NetworkFacts.Nothing;

    private static void Put(NetworkTraits traits, params string[] names)
    {
        foreach (var name in names)
            Known.Add(name, new NetworkFacts(traits, 0, true, name));
    }
}
