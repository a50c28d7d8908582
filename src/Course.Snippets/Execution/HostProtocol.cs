using System.Collections.Immutable;
using System.Text;
using Course.Figures.Data;

namespace Course.Snippets.Execution;

// What the build and a snippet host say to each other. The host links this file: it is the only code the two share.

/// <summary>A message between the build and a snippet host.</summary>
internal abstract record HostMessage;

/// <summary>To the host: the one session that it runs.</summary>
internal sealed record JobMessage(byte[] Assembly, byte[] Symbols, int Seed, string WorkingDirectory) : HostMessage;

/// <summary>The host waits for its job.</summary>
internal sealed record ReadyMessage(string Framework, string TorchSharp, string LibTorch) : HostMessage;

/// <summary>A snippet begins.</summary>
internal sealed record BeginMessage(string Snippet) : HostMessage;

/// <summary>A snippet ran to its end, or to the exception that it declares.</summary>
internal sealed record EndMessage(string Snippet, long Milliseconds, long PeakMegabytes) : HostMessage;

/// <summary>Text on a standard stream.</summary>
/// <param name="NativeEnd">For text written past .NET: how much of the stream's file has been reported with it; else 0.</param>
internal sealed record TextMessage(string Text, bool IsError, long NativeEnd) : HostMessage;

internal sealed record TableMessage(TableData Table) : HostMessage;

internal sealed record FigureMessage(FigureData Figure) : HostMessage;

internal sealed record ValueMessage(string Name, string Text) : HostMessage;

/// <summary>An exception, and where in the session's sources it came from; line 0 where no frame is the session's.</summary>
/// <param name="Cause">How it came to be reported.</param>
internal sealed record ExceptionMessage(ExceptionCause Cause, string Type, string FullType, string Text, string File, int Line) : HostMessage;

/// <summary>How an exception came to be reported.</summary>
internal enum ExceptionCause : byte
{
    /// <summary>The snippet declares that it throws.</summary>
    Declared,

    /// <summary>Nothing caught it.</summary>
    Unhandled,

    /// <summary>Nothing caught it, on a thread that the session started; the process ends.</summary>
    OtherThread,
}

/// <summary>A snippet that declares that it throws did not.</summary>
internal sealed record NoExceptionMessage : HostMessage;

/// <summary>The process exits because code asked for it.</summary>
internal sealed record ExitMessage(int Code) : HostMessage;

/// <summary>The session ran to its end. The host now waits to be killed.</summary>
internal sealed record FinishedMessage : HostMessage;

/// <summary>Messages as bytes: a length, a kind, the fields in order.</summary>
internal static class HostProtocol
{
    /// <summary>No message may be longer, in bytes.</summary>
    internal const int LongestMessage = 64 << 20;

    internal static byte[] Encode(HostMessage message)
    {
        var bytes = new MemoryStream();
        var w = new BinaryWriter(bytes, Encoding.UTF8);
        w.Write(0);
        switch (message)
        {
            case JobMessage m: w.Write((byte)1); Bytes(w, m.Assembly); Bytes(w, m.Symbols); w.Write(m.Seed); w.Write(m.WorkingDirectory); break;
            case ReadyMessage m: w.Write((byte)2); w.Write(m.Framework); w.Write(m.TorchSharp); w.Write(m.LibTorch); break;
            case BeginMessage m: w.Write((byte)3); w.Write(m.Snippet); break;
            case EndMessage m: w.Write((byte)4); w.Write(m.Snippet); w.Write(m.Milliseconds); w.Write(m.PeakMegabytes); break;
            case TextMessage m: w.Write((byte)5); w.Write(m.Text); w.Write(m.IsError); w.Write(m.NativeEnd); break;
            case TableMessage m: w.Write((byte)6); Table(w, m.Table); break;
            case FigureMessage m: w.Write((byte)7); Figure(w, m.Figure); break;
            case ValueMessage m: w.Write((byte)8); w.Write(m.Name); w.Write(m.Text); break;
            case ExceptionMessage m:
                w.Write((byte)9); w.Write((byte)m.Cause); w.Write(m.Type); w.Write(m.FullType); w.Write(m.Text); w.Write(m.File); w.Write(m.Line);
                break;
            case NoExceptionMessage: w.Write((byte)10); break;
            case ExitMessage m: w.Write((byte)11); w.Write(m.Code); break;
            case FinishedMessage: w.Write((byte)12); break;
            default: throw new ArgumentException($"No code for {message.GetType().Name}.", nameof(message));
        }

        w.Seek(0, SeekOrigin.Begin);
        w.Write((int)bytes.Length - sizeof(int));
        return bytes.ToArray();
    }

    /// <summary>Reads the next message.</summary>
    /// <returns>Null at the end of the stream, also where it ends within a message, as it does when a process dies.</returns>
    /// <exception cref="InvalidDataException">The bytes are no message.</exception>
    internal static async ValueTask<HostMessage?> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        var length = new byte[sizeof(int)];
        if (await stream.ReadAtLeastAsync(length, length.Length, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) < length.Length) return null;
        var size = BitConverter.ToInt32(length);
        if (size is < 1 or > LongestMessage) throw new InvalidDataException($"A message of {size} bytes.");
        var content = new byte[size];
        if (await stream.ReadAtLeastAsync(content, size, throwOnEndOfStream: false, cancellation).ConfigureAwait(false) < size) return null;
        return Decode(content);
    }

    private static HostMessage Decode(byte[] content)
    {
        var r = new BinaryReader(new MemoryStream(content), Encoding.UTF8);
        try
        {
            return r.ReadByte() switch
            {
                1 => new JobMessage(Bytes(r), Bytes(r), r.ReadInt32(), r.ReadString()),
                2 => new ReadyMessage(r.ReadString(), r.ReadString(), r.ReadString()),
                3 => new BeginMessage(r.ReadString()),
                4 => new EndMessage(r.ReadString(), r.ReadInt64(), r.ReadInt64()),
                5 => new TextMessage(r.ReadString(), r.ReadBoolean(), r.ReadInt64()),
                6 => new TableMessage(Table(r)),
                7 => new FigureMessage(Figure(r)),
                8 => new ValueMessage(r.ReadString(), r.ReadString()),
                9 => new ExceptionMessage((ExceptionCause)r.ReadByte(), r.ReadString(), r.ReadString(), r.ReadString(), r.ReadString(), r.ReadInt32()),
                10 => new NoExceptionMessage(),
                11 => new ExitMessage(r.ReadInt32()),
                12 => new FinishedMessage(),
                var kind => throw new InvalidDataException($"A message of the unknown kind {kind}."),
            };
        }
        catch (Exception e) when (e is IOException or FormatException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException("A message is shorter than its fields.", e);
        }
    }

    private static void Table(BinaryWriter w, TableData table)
    {
        w.Write(table.Id is not null);
        w.Write(table.Id ?? "");
        Strings(w, table.Columns);
        w.Write(table.Rows.Length);
        foreach (var row in table.Rows) Strings(w, row);
    }

    private static TableData Table(BinaryReader r)
    {
        var named = r.ReadBoolean();
        var id = r.ReadString();
        return new TableData(named ? id : null, Strings(r), List(r, Strings));
    }

    private static void Figure(BinaryWriter w, FigureData figure)
    {
        w.Write(figure.Id);
        w.Write((byte)figure.Kind);
        w.Write(figure.X.Label);
        w.Write(figure.X.Log);
        w.Write(figure.Y.Label);
        w.Write(figure.Y.Log);
        w.Write(figure.Series.Length);
        foreach (var series in figure.Series)
        {
            w.Write(series.Name);
            Doubles(w, series.X);
            Doubles(w, series.Y);
        }

        Strings(w, figure.Categories);
    }

    private static FigureData Figure(BinaryReader r) => new(
        r.ReadString(), (FigureKind)r.ReadByte(),
        new AxisData(r.ReadString(), r.ReadBoolean()), new AxisData(r.ReadString(), r.ReadBoolean()),
        List(r, static r => new SeriesData(r.ReadString(), List(r, static r => r.ReadDouble()), List(r, static r => r.ReadDouble()))),
        Strings(r));

    private static void Bytes(BinaryWriter w, byte[] bytes)
    {
        w.Write(bytes.Length);
        w.Write(bytes);
    }

    private static byte[] Bytes(BinaryReader r) => r.ReadBytes(r.ReadInt32());

    private static void Doubles(BinaryWriter w, ImmutableArray<double> values)
    {
        w.Write(values.Length);
        foreach (var value in values) w.Write(value);
    }

    private static void Strings(BinaryWriter w, ImmutableArray<string> texts)
    {
        w.Write(texts.Length);
        foreach (var text in texts) w.Write(text);
    }

    private static ImmutableArray<string> Strings(BinaryReader r) => List(r, static r => r.ReadString());

    private static ImmutableArray<T> List<T>(BinaryReader r, Func<BinaryReader, T> item)
    {
        var count = r.ReadInt32();
        // A builder that grows: a count that lies must not reserve memory before the bytes run out.
        var all = ImmutableArray.CreateBuilder<T>();
        for (var i = 0; i < count; i++) all.Add(item(r));
        return all.ToImmutable();
    }
}
