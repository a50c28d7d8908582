using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Course.Checking;
using Microsoft.CodeAnalysis;

namespace Course.Browser;

/// <summary>
/// Reads the references that the build stripped to their metadata and put behind one another: a count, then the length of each and its
/// bytes, each at a multiple of eight. Numbers are of four bytes, the least first.
/// </summary>
internal static class ReferenceBlob
{
    private const int Alignment = 8;

    /// <summary>Memory for a blob, which the compiler reads for as long as it runs.</summary>
    public static unsafe int Reserve(int length) => (int)NativeMemory.AlignedAlloc((nuint)length, Alignment);

    /// <summary>Reads a blob where it lies.</summary>
    public static unsafe ReferenceLibrary Load(int address, int length)
    {
        var memory = (byte*)address;
        var blob = new ReadOnlySpan<byte>(memory, length);
        var count = BinaryPrimitives.ReadInt32LittleEndian(blob);
        var references = ImmutableArray.CreateBuilder<MetadataReference>(count);
        var at = Alignment;
        for (var i = 0; i < count; i++)
        {
            var size = BinaryPrimitives.ReadInt32LittleEndian(blob[at..]);
            at += Alignment;
            var module = ModuleMetadata.CreateFromMetadata((nint)(memory + at), size);
            references.Add(AssemblyMetadata.Create(module).GetReference());
            at += (size + Alignment - 1) / Alignment * Alignment;
        }

        return new(references.MoveToImmutable());
    }
}
