using System.Diagnostics;
using System.Text;
using Course.Checking.Hostile;
using CsCheck;

namespace Course.Checking.Tests.Hostile;

/// <summary>The scan lets pass what people write, and takes time in proportion to the text.</summary>
public sealed class OrdinaryCodeTests
{
    [Fact]
    public void Passes_every_source_of_this_repository()
    {
        var files = Sources(Check.Root).ToList();
        Assert.True(files.Count > 200);
        Assert.All(files, Passes);
    }

    /// <summary>Other people's code lies where COURSE_REAL_CODE says, on machines that have some.</summary>
    [Fact]
    public void Passes_real_code()
    {
        if (Environment.GetEnvironmentVariable("COURSE_REAL_CODE") is { } folder) Assert.All(Sources(folder), Passes);
    }

    [Theory]
    [InlineData("var s = $\"{a:F2} {(b ? \"x\" : \"y\")} {{literal}}\";")]
    [InlineData("var s = $@\"C:\\{a}\"\"quoted\"\" {b}\";")]
    [InlineData("var s = $\"\"\" {a} \"quoted\" {b} \"\"\";")]
    [InlineData("var s = $$\"\"\" {json} {{a}} \"\"\";")]
    [InlineData("var c = '\"'; var d = '\\''; var e = '{';")]
    [InlineData("#if NEVER\nit's \"not code ((((\n#else\nvar a = 1;\n#endif")]
    [InlineData("var s = $\"{global::System.Math.PI:F2}\";")]
    [InlineData("#:package TorchSharp-cpu@0.107.0\nusing TorchSharp;")]
    [InlineData("class A { int B => 1; int C() => 2; Func<int, int> D => x => x; Func<int, Func<int, int>> E() => x => y => x; }")]
    [InlineData("var x = a < b && c < d || e < f; var m = new[] { a < b, c < d };")]
    public void Passes_every_form_of_string_and_arrow(string code)
    {
        var many = string.Join('\n', Enumerable.Repeat(code, 100));
        Assert.Null(CharacterScan.Of(new("a.cs", many)));
    }

    /// <summary>Whatever stands in strings and comments is no code.</summary>
    [Fact]
    public void Passes_brackets_in_strings_and_comments() => Gen.String[Gen.Char["([{<?=>!\"'\\ \n"], 0, 200].Sample(noise =>
    {
        var line = noise.Replace("\n", "", StringComparison.Ordinal);
        var code = $"""
            // {line}
            /* {noise.Replace("*", "", StringComparison.Ordinal)} */
            var a = @"{noise.Replace("\"", "\"\"", StringComparison.Ordinal)}";
            var b = "{line.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}";
            var c = 1;
            """;
        Assert.Null(CharacterScan.Of(new("a.cs", code)));
    });

    /// <summary>Any characters whatever: it ends, and it throws nothing.</summary>
    [Fact]
    public void Ends_on_any_text() => Gen.String[Gen.OneOf(Gen.Char["(){}[]<>\"'$@{}#=>?;,:/*\\\n "], Gen.Char), 0, 2000]
        .Sample(text => _ = CharacterScan.Of(new("a.cs", text)), iter: 2000);

    [Theory]
    [InlineData("var s = $\"{a}\"; // x\n")]
    [InlineData("{ } ( ) [ ] ")]
    [InlineData("case (1): ")]
    [InlineData("\"\n")]
    [InlineData("$\"{")]
    [InlineData("#if A\n")]
    [InlineData("]}")]
    [InlineData("'")]
    [InlineData("/* */ / ")]
    [InlineData("case    ")]
    public void Is_linear(string unit)
    {
        var text = new StringBuilder().Insert(0, unit, ScanLimits.Bytes / unit.Length).ToString();
        CharacterScan.Of(new("warm.cs", text));
        var best = Enumerable.Range(0, 5).Min(_ =>
        {
            var started = Stopwatch.GetTimestamp();
            CharacterScan.Of(new("a.cs", text));
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        });

        // A quadratic pass over 64 kB would take seconds.
        Assert.InRange(best, 0, 50);
    }

    private static void Passes(string file)
    {
        var text = File.ReadAllText(file);
        if (Encoding.UTF8.GetByteCount(text) > ScanLimits.Bytes) return;
        Assert.True(CharacterScan.Of(new(file, text)) is null, $"{file}: {CharacterScan.Of(new(file, text))}");
    }

    private static IEnumerable<string> Sources(string root) => Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
        .Where(static file => !file.Split(Path.DirectorySeparatorChar).Any(static part => part is "artifacts" or "obj" or "bin" or "node_modules"));
}
