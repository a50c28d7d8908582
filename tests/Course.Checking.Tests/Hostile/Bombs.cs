using System.Text;

namespace Course.Checking.Tests.Hostile;

/// <summary>Small texts that keep a compiler busy for minutes or end its process, by size.</summary>
internal static class Bombs
{
    public static IReadOnlyDictionary<string, (int Size, Func<int, string> Make)> All { get; } = new Dictionary<string, (int, Func<int, string>)>
    {
        ["interpolations"] = (20, n => "var s = " + Repeat("$\"{", n) + "1" + Repeat("}\"", n) + ";"),
        ["interpolations for the lexer"] = (40_000, n => "var s = " + Repeat("$\"{", n)),
        ["raw interpolations"] = (20, n => "var s = " + Repeat("$\"\"\"{", n) + "1" + Repeat("}\"\"\"", n) + ";"),
        ["lambdas over overloads"] = (10, n => "static void M(System.Func<int,int> f) {} static void M(System.Func<double,int> f) {} static void M(System.Func<string,int> f) {}"
            .Replace("static void", "public static void", StringComparison.Ordinal) is var m
            ? "C.Go(); static class C { " + m + " public static void Go() { " + Repeat("M(x => {", n) + "return 1;" + Repeat("});", n) + " } }" : ""),
        ["curried lambdas"] = (20, n => "var f = " + string.Concat(Enumerable.Range(0, n).Select(i => $"(int a{i}) => ")) + "1;"),
        ["tuple switch"] = (1000, n => "int F((int, int, int) t) => t switch { " + string.Concat(Enumerable.Range(0, n).Select(i => $"({i % 7}, {i % 11}, {i}) => {i}, ")) + "_ => 0 };"),
        ["tuple switch statement"] = (1000, n => "void F(int a, int b, int c) { switch ((a, b, c)) { " + string.Concat(Enumerable.Range(0, n).Select(i => $"case ({i % 7}, {i % 11}, {i}): break; ")) + "} }"),
        ["parentheses"] = (5000, n => "var x = " + Repeat("(", n) + "1" + Repeat(")", n) + ";"),
        ["blocks"] = (5000, n => Repeat("{", n) + Repeat("}", n)),
        ["brackets left open"] = (30_000, n => "var x = " + Repeat("[(", n)),
        ["prefixes"] = (5000, n => "var x = " + Repeat("!", n) + "true;"),
        ["spaced prefixes"] = (5000, n => "var x = " + Repeat("- ", n) + "1;"),
        ["casts"] = (5000, n => "var x = " + Repeat("(int)", n) + "1;"),
        ["generics"] = (1000, n => "System.Collections.Generic." + Repeat("List<", n) + "int" + Repeat(">", n) + " x;"),
        ["spaced generics"] = (1000, n => Repeat("List < ", n) + "int" + Repeat("> ", n) + " x;"),
        ["generics with commas"] = (1000, n => Repeat("Dictionary < int, ", n) + "int" + Repeat("> ", n) + " x;"),
        ["growing generics"] = (40, n => "class C<T> { C<" + Repeat("C<", n) + "T" + Repeat(">", n) + "> f; }"),
        ["ternaries"] = (5000, n => "var x = " + Repeat("true ? 1 : ", n) + "1;"),
        ["else if"] = (4000, n => "int a = 1; " + Repeat("if (a == 1) a++; else ", n) + "a--;"),
        ["ifs without braces"] = (5000, n => "int a = 1; " + Repeat("if (a == 1) ", n) + "a--;"),
        ["sum"] = (15_000, n => "var x = 1" + Repeat(" + 1", n) + ";"),
        ["concatenation"] = (8000, n => "var s = \"\"; var x = s" + Repeat(" + s", n) + ";"),
        ["assignments"] = (15_000, n => "int a; " + Repeat("a = ", n) + "1;"),
        ["coalescing"] = (10_000, n => "string? s = null; var x = " + Repeat("s ?? ", n) + "\"\";"),
        ["calls in a chain"] = (6000, n => "var s = \"\"" + Repeat(".Trim()", n) + ";"),
        ["patterns in a chain"] = (8000, n => "int a = 1; var x = a is 1" + Repeat(" or 2", n) + ";"),
        ["queries"] = (200, n => "var q = " + string.Concat(Enumerable.Range(0, n).Select(i => $"from a{i} in new[] {{ 1 }} ")) + "select 1;"),
        ["nested types"] = (5000, n => Repeat("class C { ", n) + Repeat("}", n)),
        ["array ranks"] = (20_000, n => "int" + Repeat("[]", n) + " x;"),
        ["pointers"] = (20_000, n => "unsafe { int" + Repeat("*", n) + " x; }"),
        ["nullable marks"] = (20_000, n => "int" + Repeat("?", n) + " x;"),
        ["conditions"] = (20_000, n => "#if " + Repeat("(", n) + "A\n#endif"),
        ["negated conditions"] = (20_000, n => "#if " + Repeat("!", n) + "A\n#endif"),
        ["regions"] = (5000, n => Repeat("#region a\n", n)),
        ["usings of usings"] = (3000, n => Repeat("using (null) ", n) + ";"),
        ["hidden behind text that is left out"] = (20, n => "#if NEVER\n@\"\n#endif\nvar s = " + Repeat("$\"{", n) + "1" + Repeat("}\"", n) + ";"),
        ["hidden behind a string"] = (20, n => "var a = @\"\n#if NEVER\n\"; var s = " + Repeat("$\"{", n) + "1" + Repeat("}\"", n) + ";"),
        ["awaits"] = (8000, n => "async System.Threading.Tasks.Task F() { " + Repeat("await ", n) + "null; }"),
        ["tuples"] = (3000, n => "var x = " + Repeat("(1, ", n) + "1" + Repeat(")", n) + ";"),
        ["attributes"] = (8000, n => Repeat("[A]", n) + " class C {}"),
        ["labels"] = (8000, n => string.Concat(Enumerable.Range(0, n).Select(i => $"a{i}:")) + ";"),
        ["goto loops"] = (1500, n => string.Concat(Enumerable.Range(0, n).Select(i => $"a{i}: if (b) goto a{(i * 7) % n}; ")).Insert(0, "bool b = true; ")),
    };

    private static string Repeat(string text, int times) => new StringBuilder(text.Length * times).Insert(0, text, times).ToString();
}
