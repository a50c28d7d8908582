using System.Buffers.Binary;
using System.Text;
using Course.SnippetHost.NativeLibraries;
using CsCheck;

namespace Course.Snippets.Tests.Execution;

/// <summary>The patch of version needs, on crafted files and on the library that it is for.</summary>
public sealed class ElfVersionNeedsTests
{
    private const string Dependency = "libstdc++.so.6";

    [Fact]
    public void Only_the_needs_that_no_relocation_uses_become_weak()
    {
        var elf = Craft(usedVersion: 2);
        Assert.True(ElfVersionNeeds.TryWeaken(elf, Dependency, out var weakened));
        Assert.Equal([0, 0], Flags(elf));
        Assert.Equal([0, 2], Flags(weakened));
        Assert.Equal(1, elf.Zip(weakened).Count(static p => p.First != p.Second));
        Assert.False(ElfVersionNeeds.TryWeaken(weakened, Dependency, out _));
    }

    [Fact]
    public void Needs_on_other_libraries_stay() => Assert.False(ElfVersionNeeds.TryWeaken(Craft(usedVersion: 2), "libc.so.6", out _));

    [Fact]
    public void A_use_in_either_relocation_table_counts()
    {
        Assert.True(ElfVersionNeeds.TryWeaken(Craft(usedVersion: 2, jumpVersion: 4), Dependency, out var weakened));
        Assert.Equal([0, 2], Flags(weakened));
        Assert.False(ElfVersionNeeds.TryWeaken(Craft(usedVersion: 2, jumpVersion: 3), Dependency, out _));
        Assert.False(ElfVersionNeeds.TryWeaken(Craft(usedVersion: 3, jumpVersion: 2 | 0x8000), Dependency, out _));
    }

    [Fact]
    public void Files_of_other_kinds_are_left_alone()
    {
        Assert.False(ElfVersionNeeds.TryWeaken([], Dependency, out _));
        Assert.False(ElfVersionNeeds.TryWeaken("MZ"u8, Dependency, out _));
        var elf = Craft(usedVersion: 2);
        elf[4] = 1; // 32 bit
        Assert.False(ElfVersionNeeds.TryWeaken(elf, Dependency, out _));
        elf = Craft(usedVersion: 2);
        elf[5] = 2; // big-endian
        Assert.False(ElfVersionNeeds.TryWeaken(elf, Dependency, out _));
    }

    [Fact]
    public void A_file_cut_off_anywhere_is_read_without_an_exception()
    {
        var elf = Craft(usedVersion: 2);
        for (var length = 0; length < elf.Length; length++) ElfVersionNeeds.TryWeaken(elf.AsSpan(0, length), Dependency, out _);
    }

    [Fact]
    public void A_file_that_lies_about_itself_costs_no_exception_no_hang_and_no_byte_outside_its_flags()
    {
        var poison = new byte[] { 0, 1, 0x7F, 0x80, 0xFF };
        var mutations = Gen.Select(Gen.Int[6, Craft(2).Length - 1], Gen.OneOf(Gen.Byte, Gen.Int[0, 4].Select(i => poison[i]))).Array[1, 12];
        mutations.Sample(
            changes =>
            {
                var elf = Craft(usedVersion: 2);
                foreach (var (at, value) in changes) elf[at] = value;
                if (ElfVersionNeeds.TryWeaken(elf, Dependency, out var weakened))
                {
                    Assert.Equal(elf.Length, weakened.Length);
                    Assert.All(elf.Zip(weakened), static p => Assert.Equal(p.First | (p.Second & 2), p.Second));
                }
            }, iter: 3_000);
    }

    [Fact]
    public void Of_TorchSharps_library_exactly_the_version_that_older_systems_lack_is_made_weak()
    {
        var library = Path.Combine(Path.GetDirectoryName(TestSessions.HostPath)!, "libLibTorchSharp.so");
        Assert.SkipUnless(File.Exists(library), "No library of this name on this system.");
        var bytes = File.ReadAllBytes(library);
        Assert.True(ElfVersionNeeds.TryWeaken(bytes, Dependency, out var weakened));
        Assert.Equal(1, bytes.Zip(weakened).Count(static p => p.First != p.Second));
    }

    /// <summary>
    /// A shared library reduced to what a loader reads: two segments, a dynamic table, two symbols with versions 2 and 3
    /// (and more by the parameters), relocations, and needs of versions 2 and 3 on libstdc++.
    /// </summary>
    private static byte[] Craft(ushort usedVersion, ushort jumpVersion = 0)
    {
        const int dynamic = 0x100, strings = 0x200, versions = 0x240, needs = 0x280, rela = 0x300, jump = 0x340, size = 0x380;
        var f = new byte[size];
        "\u007FELF\u0002\u0001\u0001"u8.CopyTo(f);
        U64(f, 32, 64);
        U16(f, 54, 56);
        U16(f, 56, 2);
        Segment(f, 0, type: 1, offset: 0, address: 0x1000, size);
        Segment(f, 1, type: 2, offset: dynamic, address: 0x1000 + dynamic, 16 * 10);
        (ulong Tag, ulong Value)[] entries =
        [
            (5, 0x1000 + strings), (7, 0x1000 + rela), (8, 48), (23, 0x1000 + jump), (2, 24),
            (0x6FFFFFF0, 0x1000 + versions), (0x6FFFFFFE, 0x1000 + needs), (0x6FFFFFFF, 1), (0, 0),
        ];
        for (var i = 0; i < entries.Length; i++)
        {
            U64(f, dynamic + 16 * i, entries[i].Tag);
            U64(f, dynamic + 16 * i + 8, entries[i].Value);
        }

        Encoding.ASCII.GetBytes("\0" + Dependency + "\0V_A\0V_B\0").CopyTo(f, strings);
        U16(f, versions + 2, usedVersion);
        U16(f, versions + 4, jumpVersion == 0 ? usedVersion : jumpVersion);
        U64(f, rela + 8, 0x1_0000_0006);
        U64(f, rela + 24 + 8, 8); // relative: no symbol
        U64(f, jump + 8, 0x2_0000_0007);
        U16(f, needs, 1);
        U16(f, needs + 2, 2);
        U32(f, needs + 4, 1);
        U32(f, needs + 8, 16);
        U16(f, needs + 16 + 6, 2);
        U32(f, needs + 16 + 12, 16);
        U16(f, needs + 32 + 6, 3);
        return f;
    }

    private static int[] Flags(byte[] f) => [f[0x280 + 20], f[0x280 + 36]];

    private static void Segment(byte[] f, int index, uint type, ulong offset, ulong address, ulong size)
    {
        var at = 64 + 56 * index;
        U32(f, at, type);
        U64(f, at + 8, offset);
        U64(f, at + 16, address);
        U64(f, at + 32, size);
    }

    private static void U16(byte[] f, int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(f.AsSpan(at), value);

    private static void U32(byte[] f, int at, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(f.AsSpan(at), value);

    private static void U64(byte[] f, int at, ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(f.AsSpan(at), value);
}
