using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Course.SnippetHost.NativeLibraries;

/// <summary>
/// Makes the version needs of a shared library that nothing uses weak, so that a loader whose own library lacks
/// them accepts the file. A version counts as used when a relocation refers to a symbol of it: such a need stays
/// strict, for the program would call what is not there. Reads the tables that the loader itself reads (the
/// dynamic segment, not the sections). Knows 64-bit little-endian files, which is x64 and arm64.
/// </summary>
public static class ElfVersionNeeds
{
    private const ushort WeakFlag = 0x2;
    private const int MostEntries = 4096;

    /// <summary>Makes the unused version needs on one dependency weak.</summary>
    /// <param name="file">A whole ELF file; never changed.</param>
    /// <param name="dependency">File name of the dependency, such as <c>libstdc++.so.6</c>.</param>
    /// <param name="weakened">The changed copy, of the same length.</param>
    /// <returns>False where there is nothing to change: no such need, all used or weak already, or no file of this kind.</returns>
    public static bool TryWeaken(ReadOnlySpan<byte> file, string dependency, [NotNullWhen(true)] out byte[]? weakened)
    {
        weakened = null;
        var flags = FlagsToSet(file, dependency);
        if (flags.Count == 0) return false;

        weakened = file.ToArray();
        foreach (var offset in flags)
        {
            var at = weakened.AsSpan(offset, 2);
            BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(at) | WeakFlag));
        }

        return true;
    }

    private static List<int> FlagsToSet(ReadOnlySpan<byte> file, string dependency)
    {
        var found = new List<int>();
        var elf = new ElfReader(file);
        if (!elf.TryReadDynamic(out var dynamic)) return found;
        if (!dynamic.TryGetValue(DynamicTag.VersionNeeds, out var needs)
            || !dynamic.TryGetValue(DynamicTag.VersionNeedCount, out var count)
            || !dynamic.TryGetValue(DynamicTag.Strings, out var strings)
            || !dynamic.TryGetValue(DynamicTag.SymbolVersions, out var symbolVersions)
            || dynamic.ContainsKey(DynamicTag.RelocationsWithoutAddend)
            || !elf.TryOffset(needs, out var need) || !elf.TryOffset(strings, out var names))
        {
            return found;
        }

        if (!elf.TryUsedVersions(dynamic, symbolVersions, out var used)) return found;

        // Verneed: version, count of aux, file name, offset of the first aux, offset of the next verneed.
        for (var i = 0UL; i < Math.Min(count, MostEntries); i++)
        {
            if (!elf.TryUInt16(need + 2, out var auxCount) || !elf.TryUInt32(need + 4, out var name)
                || !elf.TryUInt32(need + 8, out var firstAux) || !elf.TryUInt32(need + 12, out var next))
            {
                return [];
            }

            if (elf.StringIs(names + name, dependency) && !AddUnused(elf, need + firstAux, auxCount, used, found)) return [];
            if (next == 0) break;
            need += next;
        }

        return found;
    }

    // Vernaux: hash, flags, version index, name, offset of the next.
    private static bool AddUnused(ElfReader elf, long aux, int count, HashSet<int> used, List<int> found)
    {
        for (var i = 0; i < count; i++)
        {
            if (!elf.TryUInt16(aux + 4, out var flags) || !elf.TryUInt16(aux + 6, out var index)
                || !elf.TryUInt32(aux + 12, out var next))
            {
                return false;
            }

            if ((flags & WeakFlag) == 0 && !used.Contains(index & 0x7FFF)) found.Add((int)aux + 4);
            if (next == 0) break;
            aux += next;
        }

        return true;
    }

    private static class DynamicTag
    {
        internal const ulong Strings = 5;
        internal const ulong Relocations = 7;
        internal const ulong RelocationsSize = 8;
        internal const ulong RelocationsWithoutAddend = 17;
        internal const ulong JumpRelocations = 23;
        internal const ulong JumpRelocationsSize = 2;
        internal const ulong SymbolVersions = 0x6FFFFFF0;
        internal const ulong VersionNeeds = 0x6FFFFFFE;
        internal const ulong VersionNeedCount = 0x6FFFFFFF;
    }

    /// <summary>Reads with every offset checked: the file may be cut off or lie about itself.</summary>
    private readonly ref struct ElfReader(ReadOnlySpan<byte> file)
    {
        private const uint LoadSegment = 1;
        private const uint DynamicSegment = 2;
        private const int SegmentSize = 56;
        private const int RelocationSize = 24;

        private readonly ReadOnlySpan<byte> _file = file;

        internal bool TryReadDynamic(out Dictionary<ulong, ulong> entries)
        {
            entries = [];
            // Magic, 64 bit, little-endian.
            if (_file.Length < 64 || !_file[..6].SequenceEqual("\u007FELF\u0002\u0001"u8)) return false;
            if (!TrySegment(DynamicSegment, out var offset, out var size)) return false;
            for (var at = offset; at < offset + Math.Min(size, MostEntries * 16); at += 16)
            {
                if (!TryUInt64(at, out var tag) || !TryUInt64(at + 8, out var value)) return false;
                if (tag == 0) return true;
                entries.TryAdd(tag, value);
            }

            return true;
        }

        /// <summary>Where in the file the byte lies that is loaded at an address.</summary>
        internal bool TryOffset(ulong address, out long offset)
        {
            for (var i = 0; TrySegmentAt(i, out var segment); i++)
            {
                if (TryUInt32(segment, out var type) && type == LoadSegment
                    && TryUInt64(segment + 8, out var from) && TryUInt64(segment + 16, out var start)
                    && TryUInt64(segment + 32, out var size)
                    && address >= start && address - start < size && from <= (ulong)_file.Length)
                {
                    offset = (long)Math.Min(from + (address - start), (ulong)_file.Length);
                    return true;
                }
            }

            offset = 0;
            return false;
        }

        /// <summary>The version indices of all symbols that a relocation refers to.</summary>
        internal bool TryUsedVersions(Dictionary<ulong, ulong> dynamic, ulong symbolVersions, out HashSet<int> used)
        {
            used = [];
            return TryOffset(symbolVersions, out var versions)
                && AddUsed(dynamic, DynamicTag.Relocations, DynamicTag.RelocationsSize, versions, used)
                && AddUsed(dynamic, DynamicTag.JumpRelocations, DynamicTag.JumpRelocationsSize, versions, used);
        }

        internal bool StringIs(long offset, string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text + "\0");
            return Has(offset, bytes.Length) && _file.Slice((int)offset, bytes.Length).SequenceEqual(bytes);
        }

        internal bool TryUInt16(long offset, out ushort value)
        {
            var has = Has(offset, 2);
            value = has ? BinaryPrimitives.ReadUInt16LittleEndian(_file[(int)offset..]) : (ushort)0;
            return has;
        }

        internal bool TryUInt32(long offset, out uint value)
        {
            var has = Has(offset, 4);
            value = has ? BinaryPrimitives.ReadUInt32LittleEndian(_file[(int)offset..]) : 0;
            return has;
        }

        private bool AddUsed(Dictionary<ulong, ulong> dynamic, ulong table, ulong sizeTag, long versions, HashSet<int> used)
        {
            if (!dynamic.TryGetValue(table, out var address)) return true;
            if (!dynamic.TryGetValue(sizeTag, out var size) || !TryOffset(address, out var start)) return false;
            if (size > (ulong)_file.Length) return false;
            for (var at = start; at < start + (long)size; at += RelocationSize)
            {
                // r_info: the symbol's index in the upper half.
                if (!TryUInt64(at + 8, out var info)) return false;
                if (info >> 32 is var symbol and not 0)
                {
                    if (!TryUInt16(versions + 2 * (long)symbol, out var version)) return false;
                    used.Add(version & 0x7FFF);
                }
            }

            return true;
        }

        private bool TrySegment(uint wanted, out long offset, out long size)
        {
            for (var i = 0; TrySegmentAt(i, out var segment); i++)
            {
                if (TryUInt32(segment, out var type) && type == wanted
                    && TryUInt64(segment + 8, out var from) && TryUInt64(segment + 32, out var length)
                    && from <= (ulong)_file.Length && length <= (ulong)_file.Length)
                {
                    (offset, size) = ((long)from, (long)length);
                    return true;
                }
            }

            (offset, size) = (0, 0);
            return false;
        }

        private bool TrySegmentAt(int index, out long offset)
        {
            offset = 0;
            if (!TryUInt64(32, out var table) || !TryUInt16(54, out var entry) || !TryUInt16(56, out var count)) return false;
            if (index >= count || entry != SegmentSize || table > (ulong)_file.Length) return false;
            offset = (long)table + (long)index * SegmentSize;
            return Has(offset, SegmentSize);
        }

        private bool TryUInt64(long offset, out ulong value)
        {
            var has = Has(offset, 8);
            value = has ? BinaryPrimitives.ReadUInt64LittleEndian(_file[(int)offset..]) : 0;
            return has;
        }

        private bool Has(long offset, int count) => offset >= 0 && offset <= _file.Length - count;
    }
}
