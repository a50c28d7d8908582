using Course.Figures.Data;
using Course.Snippets.Execution;
using CsCheck;

namespace Course.Snippets.Tests.Execution;

public sealed class HostProtocolTests
{
    private static readonly HostMessage[] Messages =
    [
        new JobMessage([1, 2], [], -1, "/folder/한글"),
        new ReadyMessage("10.0.1", "0.107.0", "2.10.0"),
        new BeginMessage("a"),
        new EndMessage("a", 12, 345),
        new TextMessage("😀\0\n", true, 17),
        new TableMessage(new TableData(null, ["x"], [["1"], [""]])),
        new FigureMessage(new FigureData("f", FigureKind.Bars, new("x", true), new("y", false), [new("s", [1], [double.NaN])], ["c"])),
        new ValueMessage("v", "1"),
        new ExceptionMessage(ExceptionCause.OtherThread, "E", "N.E", "m", "f.md", 3),
        new NoExceptionMessage(),
        new ExitMessage(3),
        new FinishedMessage(),
    ];

    [Fact]
    public async Task Every_message_comes_back_as_it_was()
    {
        var stream = new MemoryStream([.. Messages.SelectMany(HostProtocol.Encode)]);
        foreach (var message in Messages)
        {
            var read = await HostProtocol.ReadAsync(stream, TestContext.Current.CancellationToken);
            Assert.Equal(HostProtocol.Encode(message), HostProtocol.Encode(read!));
            Assert.Equal(message.GetType(), read!.GetType());
        }

        Assert.Null(await HostProtocol.ReadAsync(stream, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_stream_that_ends_within_a_message_has_ended()
    {
        foreach (var bytes in Messages.Select(HostProtocol.Encode))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                Assert.Null(await HostProtocol.ReadAsync(new MemoryStream(bytes, 0, length), TestContext.Current.CancellationToken));
            }
        }
    }

    [Fact]
    public void Bytes_that_are_no_message_are_refused_and_nothing_else()
    {
        Gen.Select(Gen.Int[0, Messages.Length - 1], Gen.Select(Gen.Int[0, 60], Gen.Byte).Array[1, 5]).Sample(
            static t =>
            {
                var bytes = HostProtocol.Encode(Messages[t.Item1]);
                foreach (var (at, value) in t.Item2) bytes[at % bytes.Length] = value;
                try
                {
                    HostProtocol.ReadAsync(new MemoryStream(bytes), CancellationToken.None).AsTask().GetAwaiter().GetResult();
                }
                catch (InvalidDataException)
                {
                    // What is said of bytes that are no message.
                }
            }, iter: 5_000);
    }

    [Theory]
    [InlineData("12 (sleep) S 1 12 12 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 5 2000 150 18446", "sleep", false, 1, 12, 150)]
    [InlineData("12 (a) b) (c) Z 7 12 9 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 5 2000 3 18446", "a) b) (c", true, 7, 9, 3)]
    public void Lines_of_the_process_table_are_read_whatever_the_name(string stat, string name, bool zombie, int parent, int session, long pages) =>
        Assert.Equal(new ProcessEntry(12, name, zombie, parent, session, pages * Environment.SystemPageSize), ProcessTable.Parse(12, stat));

    [Theory]
    [InlineData("")]
    [InlineData("12 (sleep")]
    [InlineData("12 (sleep) S 1")]
    [InlineData(") (")]
    public void Broken_lines_of_the_process_table_are_no_process(string stat) => Assert.Null(ProcessTable.Parse(12, stat));
}
