using System.Reflection;
using System.Runtime.CompilerServices;
using Course.SnippetHost.NativeLibraries;
using TorchSharp;

namespace Course.SnippetHost.Running;

/// <summary>Brings torch up before the job is known, and to the same state for each.</summary>
internal static class Torch
{
    /// <summary>Loads torch and runs a little of what every lesson runs, so that the session does not wait for it.</summary>
    internal static void Warm()
    {
        TorchLibraries.MakeLoadable();
        Touch();
    }

    /// <summary>Seeds every generator that torch has.</summary>
    internal static void Seed(int seed)
    {
        torch.manual_seed(seed);
        torch.random.manual_seed(seed);
    }

    // A method of its own: the type torch must not be touched before its libraries can be loaded.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Touch()
    {
        // One thread: sums come out in the same order on every machine and in every run.
        torch.set_num_threads(1);
        torch.set_num_interop_threads(1);
        using var scope = torch.NewDisposeScope();
        var weights = torch.randn(4, 4).requires_grad_();
        var loss = torch.nn.functional.relu(torch.ones(2, 4).mm(weights)).mean();
        loss.backward();
        _ = loss.item<float>().ToString(System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The versions of TorchSharp and of libtorch.</summary>
    internal static (string TorchSharp, string LibTorch) Versions()
    {
        var assembly = typeof(torch).Assembly;
        var version = assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "";
        return (version.Split('+')[0], torch.__version__);
    }
}
