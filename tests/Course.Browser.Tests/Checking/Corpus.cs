using System.Text.RegularExpressions;
using Course.Build.Tests;
using Microsoft.CodeAnalysis.CSharp;

namespace Course.Browser.Tests.Checking;

/// <summary>
/// Programs as learners have them: the examples of the rules' pages, the lessons' listings and exercises, those that go where the page's
/// checker was trimmed, and each of them broken in three ways, as code is while it is typed. The same programs on every machine.
/// </summary>
internal static partial class Corpus
{
    private const int Seed = 20261122;

    /// <summary>
    /// Code around all that src/Course.Browser/Trimming.xml takes out of the compiler: what says that values may be null, names in
    /// documentation, and every form that is rewritten before it is emitted.
    /// </summary>
    private static readonly string[] NearTrimmed =
    [
        """
        #nullable enable
        string? name = args.Length > 0 ? args[0] : null;
        Console.WriteLine(name.Length);
        var both = new[] { name, "" }.Select(each => each ?? null).OrderBy(each => each!.Length).ToList();
        var chosen = args.Length switch { 0 => null, 1 => name, _ => "" };
        Func<string?, string> whole = text => { if (text is null) return null; return text; };
        Console.WriteLine($"{chosen} {both[0]?.Trim()} {whole(null)} {Pick<string?>(null, "x").Length}");
        static T Pick<T>(T first, T second) where T : class? => first ?? second;
        """,
        """
        #nullable enable
        using System.Diagnostics.CodeAnalysis;
        class Store
        {
            private string name;
            public required string Key { get; init; }
            [MemberNotNull(nameof(name))] private void Set(string? to) => name = to ?? "";
            public Store() { }
            public bool TryGet([NotNullWhen(true)] out string? value) { value = name; return value != null; }
            public string Twice(int from = 0, string? text = null) => TryGet(out var found) ? found + from : text;
            public string Field { get => field ??= name; set => field = value; }
        }
        #nullable disable
        class Other { string? text = null; int Length() => text.Length; }
        #nullable restore warnings
        class Third { object Any() => default(object); }
        """,
        """
        /// <summary>See <see cref="Model.forward(Tensor)"/>, <see cref="List{T}.Add"/> and <see cref="nothing.Of.This(int, ref string)"/>.</summary>
        /// <param name="unknown">Not one of its parameters.</param>
        /// <exception cref="ArgumentException"
        class Model { /** <see cref="operator +(Model, int)"/> */ public static Model operator +(Model left, int right) => left; }
        """,
        """
        await foreach (var each in Numbers(3)) Console.WriteLine(each);
        await using var file = File.OpenRead("x");
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async i => { await Task.Delay(i); lock (args) await Task.Yield(); return i; }));
        async IAsyncEnumerable<int> Numbers(int count) { for (var i = 0; i < count; i++) { try { yield return i; } finally { await Task.Yield(); } } }
        IEnumerable<int> Plain() { yield return 1; yield break; return 2; }
        """,
        """
        var rows = from x in Enumerable.Range(0, 9) let y = x * x where y % 2 == 0 join z in new[] { 1, 2 } on x equals z into g orderby y descending select new { x, y, Count = g.Count() };
        foreach (var (row, i) in rows.Select((row, i) => (row, i))) Console.WriteLine(row with { x = i });
        var pair = new { Left = 1, Right = "2" };
        pair.Left = 3;
        dynamic any = pair;
        Console.WriteLine(any.Left + 1);
        """,
        """
        record struct Point(int X, int Y) { public readonly double Norm => Math.Sqrt(X * X + Y * Y); }
        abstract record Shape(string Name) { protected abstract Shape Copy(); }
        sealed record Circle(string Name, double Radius) : Shape(Name) { protected override Shape Copy() => this with { Radius = 2 }; public override string ToString() => Name; }
        class Base(int size) { public int Size => size; }
        class Derived(int size, int more) : Base(size) { int All() => size + more; ~Derived() { } static Derived() => throw null; }
        """,
        """
        object any = 3;
        var words = any switch
        {
            int and > 2 and < 9 => "few", string { Length: > 3 } text => text, int[] [1, .. var rest, 3] => rest.Length.ToString(), (int a, var b) => $"{a}{b}", null => "", int => "int",
        };
        bool twice = any switch { bool b => b };
        if (any is not (string or int) && any is IEnumerable<int> { } numbers) Console.WriteLine(numbers.Count() + words);
        goto end; for (;;) { unchecked { checked { } } } end: switch (any) { case 1: goto case 2; case 2: break; case 2: goto default; }
        """,
        """
        ref struct Window(Span<int> items) { public ref int this[Index i] => ref items[i]; }
        static class More
        {
            extension(int[] items) { public int Total => items.Sum(); public static int Zero => 0; }
            public static Span<int> Leak() { Span<int> local = stackalloc int[3]; ref var first = ref local[0]; first = 1; return local; }
            public static unsafe int Raw(int* at, delegate*<int, int> call) { fixed (char* c = "x") { return call(*at) + sizeof(int); } }
            public static int Params(params ReadOnlySpan<int> all) => all.Length + all[^1] + new int[] { 1, 2, 3 }.Total;
            public static void Out(in int a, out int b, ref readonly int c) { }
        }
        """,
        """
        using System.Reflection;
        using System.Runtime.CompilerServices;
        using System.Runtime.InteropServices;
        [assembly: AssemblyVersion("1.0.*")]
        [assembly: CLSCompliant(true)]
        [module: SkipLocalsInit]
        [Obsolete("old")] public class Old { [DllImport("x")] public static extern int Call(uint a); [ThreadStatic] static int t; public event Action? Done; }
        public interface IShape<TSelf> where TSelf : IShape<TSelf> { static abstract TSelf operator +(TSelf a, TSelf b); static virtual int Of => 1; }
        class Uses { Old old = new(); [MethodImpl(MethodImplOptions.AggressiveInlining)] void Run() { old.Done?.Invoke(); Old.Call(1); _ = nameof(Old); [Conditional("DEBUG")] static void Local() { } Local(); } }
        """,
    ];

    /// <summary>Whole programs, then broken ones.</summary>
    public static IReadOnlyList<string> Programs { get; } = Make();

    private static List<string> Make()
    {
        var whole = Files("src/Course.Analyzers/Rules", "*.en.md").Concat(Files("content/tracks", "en.md")).SelectMany(static text => Listing().Matches(text).Select(static match => match.Groups[1].Value))
            .Concat(Files("content/tracks", "*.cs")).Concat(NearTrimmed).Where(static code => code.Trim().Length > 0).Distinct().ToList();
        var random = new Random(Seed);
        return [.. whole, .. whole.SelectMany(code => Broken(code, random)).Distinct()];
    }

    private static IEnumerable<string> Broken(string code, Random random)
    {
        var tokens = CSharpSyntaxTree.ParseText(code).GetRoot().DescendantTokens().ToList();
        if (tokens.Count < 4) yield break;
        yield return code[..tokens[random.Next(1, tokens.Count)].SpanStart];
        var gone = tokens[random.Next(tokens.Count)].Span;
        yield return code.Remove(gone.Start, gone.Length);
        var twice = tokens[random.Next(tokens.Count)];
        yield return code.Insert(twice.SpanStart, tokens[random.Next(tokens.Count)].Text + " ");
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, folder), pattern, SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(static file => File.ReadAllText(file).ReplaceLineEndings("\n"));

    [GeneratedRegex(@"^```csharp[^\n]*\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Listing();
}
