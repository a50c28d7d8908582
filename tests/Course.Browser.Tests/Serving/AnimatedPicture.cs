using System.Buffers.Binary;
using System.Text;

namespace Course.Browser.Tests.Serving;

/// <summary>An animated PNG of pictures of one size (w3.org/TR/png-3, "Animation information"): browsers show it, and no encoder is needed.</summary>
internal static class AnimatedPicture
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10];

    /// <summary>Joins PNG pictures.</summary>
    /// <param name="pictures">The pictures; their headers must be the same.</param>
    /// <param name="milliseconds">How long each is shown.</param>
    public static byte[] Of(IReadOnlyList<byte[]> pictures, short milliseconds)
    {
        var header = Chunks(pictures[0]).First(static chunk => chunk.Name == "IHDR").Data;
        using var file = new MemoryStream();
        file.Write(Signature);
        Write(file, "IHDR", header);
        Write(file, "acTL", [.. Number(pictures.Count), .. Number(0)]);
        var turn = 0;
        foreach (var picture in pictures)
        {
            var chunks = Chunks(picture).ToList();
            Assert.Equal(header, chunks[0].Data);

            // Width and height stand first in the header; the frame begins at the corner, and takes the place of the one before.
            byte[] shown = [(byte)(milliseconds >> 8), (byte)milliseconds, 1000 >> 8, 1000 & 255, 0, 0];
            Write(file, "fcTL", [.. Number(turn++), .. header.AsSpan(0, 8), .. Number(0), .. Number(0), .. shown]);
            byte[] data = [.. chunks.Where(static chunk => chunk.Name == "IDAT").SelectMany(static chunk => chunk.Data)];
            if (ReferenceEquals(picture, pictures[0])) Write(file, "IDAT", data);
            else Write(file, "fdAT", [.. Number(turn++), .. data]);
        }

        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static IEnumerable<(string Name, byte[] Data)> Chunks(byte[] picture)
    {
        for (var at = Signature.Length; at < picture.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(picture.AsSpan(at));
            yield return (Encoding.ASCII.GetString(picture, at + 4, 4), picture[(at + 8)..(at + 8 + length)]);
            at += 12 + length;
        }
    }

    private static void Write(MemoryStream file, string name, byte[] data)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. data];
        file.Write(Number(data.Length));
        file.Write(named);
        var sum = uint.MaxValue;
        foreach (var each in named)
        {
            sum ^= each;
            for (var bit = 0; bit < 8; bit++) sum = (sum & 1) == 1 ? 0xEDB88320 ^ (sum >> 1) : sum >> 1;
        }

        file.Write(Number((int)~sum));
    }

    private static byte[] Number(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number);
        return bytes;
    }
}
