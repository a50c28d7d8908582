using System.Collections.Immutable;
using System.Text;
using Course.Figures.Data;
using Course.Snippets.Comparison;
using Course.Snippets.Records;
using CsCheck;

namespace Course.Snippets.Tests.Records;

public sealed class RecordStoreTests : IDisposable
{
    private const string Lesson = "content/tracks/01-t/01-l";

    private readonly string _root = Directory.CreateTempSubdirectory("records").FullName;

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Fact]
    public void What_is_read_is_what_was_written_and_writes_again_as_the_same_bytes() => SomeRecord.Any.Sample(
        record =>
        {
            var store = new RecordStore(_root);
            store.Write(Lesson, record);
            var bytes = File.ReadAllBytes(PathOf("clip-it"));

            var outcome = store.Read(Lesson, ["clip-it"]);

            Assert.Empty(outcome.Diagnostics);
            var read = outcome.Value.Records["clip-it"];
            Assert.Equal(Shape(record), Shape(read));
            Assert.False(store.Write(Lesson, read).Value);
            Assert.Equal(bytes, File.ReadAllBytes(PathOf("clip-it")));
            Assert.Empty(NumberAwareComparison.Compare(record, read, tolerance: null));
        },
        iter: 300, threads: 1);

    [Fact]
    public void A_record_is_text_that_people_can_read_in_a_diff()
    {
        var record = SomeRecord.Any.Single() with
        {
            Key = new("c", ImmutableSortedDictionary<string, string>.Empty.Add("data/나.csv", "h"), "p", "net10.0", "h", null),
            Run = new(new DateOnly(2026, 1, 2), null, "10.0.12", "0.107.0", "2.10.0", 6, 12, 345),
            Ending = new(EndingKind.Completed),
            Outputs =
            [
                new TextOutput("손실 0.25\nnext\n", false),
                new FigureOutput(new("f", FigureKind.Lines, new("x", false), new("기울기", true), [new("a", [1, 2], [double.NaN, 1e-7])], [])),
                new TableOutput(new("t", ["깊이", "norm"], [["1", "2.5"], ["2", "3.5"]])),
            ],
            Values = ImmutableSortedDictionary<string, string>.Empty.Add("loss", "0.25"),
            Compiler = [],
            Listings = ImmutableSortedDictionary<string, Listing>.Empty.Add("en", new("h", [new(0, 3, "k", -1), new(4, 1, "l", 0)], ["(local) int x"])),
            Code = new("t", "k"),
        };

        new RecordStore(_root).Write(Lesson, record);

        Assert.Equal(
            """
            {
              "version": 1,
              "snippet": "clip-it",
              "session": "main",
              "key": {
                "code": "c",
                "data": {
                  "data/나.csv": "h"
                },
                "packages": "p",
                "runtime": "net10.0",
                "host": "h",
                "figures": null
              },
              "code": {
                "text": "t",
                "tokens": "k"
              },
              "run": {
                "date": "2026-01-02",
                "commit": null,
                "framework": "10.0.12",
                "torchSharp": "0.107.0",
                "libTorch": "2.10.0",
                "seed": 6,
                "milliseconds": 12,
                "peakMegabytes": 345
              },
              "ending": {
                "kind": "Completed",
                "exception": null,
                "message": null
              },
              "outputs": [
                {
                  "text": [
                    "손실 0.25",
                    "next",
                    ""
                  ]
                },
                {
                  "figure": {
                    "id": "f",
                    "kind": "Lines",
                    "x": {
                      "label": "x",
                      "log": false
                    },
                    "y": {
                      "label": "기울기",
                      "log": true
                    },
                    "series": [
                      {
                        "name": "a",
                        "x": [1, 2],
                        "y": ["NaN", 1E-07]
                      }
                    ],
                    "categories": []
                  }
                },
                {
                  "table": {
                    "id": "t",
                    "columns": ["깊이", "norm"],
                    "rows": [
                      ["1", "2.5"],
                      ["2", "3.5"]
                    ]
                  }
                }
              ],
              "values": {
                "loss": "0.25"
              },
              "compiler": [],
              "listings": {
                "en": {
                  "hash": "h",
                  "hovers": [
                    "(local) int x"
                  ],
                  "spans": "0k3 1l1.0"
                }
              }
            }

            """,
            File.ReadAllText(PathOf("clip-it")));
    }

    [Fact]
    public void A_file_cut_off_or_damaged_anywhere_is_reported_and_never_an_exception()
    {
        var store = new RecordStore(_root);
        store.Write(Lesson, SomeRecord.Any.Single());
        var bytes = File.ReadAllBytes(PathOf("clip-it"));
        Gen.Select(Gen.Int[0, bytes.Length - 2], Gen.Byte, Gen.Bool).Sample(
            (at, other, cut) =>
            {
                var damaged = cut ? bytes[..at] : [.. bytes[..at], other, .. bytes[(at + 1)..]];
                File.WriteAllBytes(PathOf("clip-it"), damaged);

                var outcome = store.Read(Lesson, ["clip-it"]);

                // A changed byte may still leave a whole record (a digit of a time); a cut one never does.
                if (!outcome.Value.Records.ContainsKey("clip-it")) Assert.Contains(Assert.Single(outcome.Diagnostics).Id, new[] { "CO5001", "CO5002" });
                else Assert.False(cut);
            },
            iter: 500, threads: 1);
    }

    [Theory]
    [InlineData("", "CO5001")]
    [InlineData("null", "CO5001")]
    [InlineData("[]", "CO5001")]
    [InlineData("{}", "CO5001")]
    [InlineData("{\"version\": 2, \"unheard\": []}", "CO5002")]
    [InlineData("{\"version\": \"1\"}", "CO5001")]
    [InlineData("<<<<<<< HEAD\n{}", "CO5001")]
    [InlineData("\uFEFF{}", "CO5001")]
    public void A_foreign_file_is_reported(string text, string id)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf("a"))!);
        File.WriteAllText(PathOf("a"), text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

        var outcome = new RecordStore(_root).Read(Lesson, ["a"]);

        Assert.Equal(id, Assert.Single(outcome.Diagnostics).Id);
        Assert.Equal($"{Lesson}/recorded/a.json", outcome.Diagnostics[0].Location.File);
        Assert.Empty(outcome.Value.Records);
    }

    [Theory]
    // what is replaced in a sound file, and by what
    [InlineData("\"outputs\": [", "\"outputs\": [null,")]
    [InlineData("\"session\": \"main\"", "\"session\": null")]
    [InlineData("\"session\": \"main\"", "\"session\": \"main\", \"session\": \"twice\"")]
    [InlineData("\"session\": \"main\"", "\"sesion\": \"main\"")]
    [InlineData("\"kind\": \"Completed\"", "\"kind\": 99")]
    [InlineData("\"kind\": \"Completed\"", "\"kind\": \"Exploded\"")]
    [InlineData("\"0k3 1l1.0\"", "\"0k3 1l1.7\"")]
    [InlineData("\"0k3 1l1.0\"", "\"0k3 -9l1\"")]
    [InlineData("\"0k3 1l1.0\"", "\"k\"")]
    [InlineData("\"snippet\": \"clip-it\"", "\"snippet\": \"another\"")]
    public void A_record_that_is_nearly_right_is_wrong(string sound, string wrong)
    {
        var store = new RecordStore(_root);
        store.Write(Lesson, SomeRecord.Any.Single() with
        {
            Outputs = [new TextOutput("a", false)],
            Ending = new(EndingKind.Completed),
            Listings = ImmutableSortedDictionary<string, Listing>.Empty.Add("en", new("h", [new(0, 3, "k", -1), new(4, 1, "l", 0)], ["x"])),
        });
        var text = File.ReadAllText(PathOf("clip-it"));
        Assert.Contains(sound, text, StringComparison.Ordinal);
        File.WriteAllText(PathOf("clip-it"), text.Replace(sound, wrong, StringComparison.Ordinal));

        var outcome = store.Read(Lesson, ["clip-it"]);

        Assert.Equal("CO5001", Assert.Single(outcome.Diagnostics).Id);
        Assert.Empty(outcome.Value.Records);
    }

    [Fact]
    public void A_record_whose_snippet_is_gone_is_listed_and_can_be_deleted()
    {
        var store = new RecordStore(_root);
        store.Write(Lesson, SomeRecord.Any.Single());

        var outcome = store.Read(Lesson, ["another"]);

        Assert.Equal("CO5003", Assert.Single(outcome.Diagnostics).Id);
        var orphan = Assert.Single(outcome.Value.Orphans);
        Assert.True(store.Delete(orphan).Value);
        Assert.False(store.Delete(orphan).Value);
        Assert.Empty(store.Read(Lesson, ["another"]).Value.Orphans);
    }

    [Fact]
    public void Where_nothing_can_be_written_a_diagnostic_says_so()
    {
        Directory.CreateDirectory(Path.Combine(_root, Lesson));
        File.WriteAllText(Path.Combine(_root, Lesson, "recorded"), "a file where the folder should be");

        Assert.Equal("CO5004", Assert.Single(new RecordStore(_root).Write(Lesson, SomeRecord.Any.Single()).Diagnostics).Id);
    }

    private string PathOf(string snippet) => Path.Combine(_root, Lesson, "recorded", snippet + ".json");

    // Immutable arrays compare by reference; the text of all values compares by content, to the last bit of a number.
    private static string Shape(SnippetRecord record) => System.Text.Json.JsonSerializer.Serialize(
        new
        {
            record.Snippet, record.Session, record.Key, record.Run, record.Ending, record.Values, record.Compiler, record.Listings, record.Code,
            Outputs = record.Outputs.Select(static object (o) => o switch
            {
                TextOutput t => t,
                TableOutput t => t,
                FigureOutput f => new
                {
                    f.Figure.Id, f.Figure.Kind, f.Figure.X, f.Figure.Y, f.Figure.Categories,
                    Series = f.Figure.Series.Select(static s => new
                    {
                        s.Name, X = s.X.Select(BitConverter.DoubleToInt64Bits), Y = s.Y.Select(BitConverter.DoubleToInt64Bits),
                    }),
                },
                _ => throw new InvalidOperationException(),
            }),
        });
}
