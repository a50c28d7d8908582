using System.Globalization;
using Course.Analyzers;
using Course.Checking.Hostile;

namespace Course.Checking;

/// <summary>Why code is not looked at.</summary>
public enum RefusalReason
{
    /// <summary>More bytes than <see cref="ScanLimits.Bytes"/>.</summary>
    TooLong,

    /// <summary>Not UTF-8.</summary>
    NotUtf8,

    /// <summary>Brackets nested deeper than <see cref="ScanLimits.Depth"/>.</summary>
    Brackets,

    /// <summary>Interpolated strings nested deeper than <see cref="ScanLimits.Interpolations"/>.</summary>
    Interpolations,

    /// <summary>Lambdas nested deeper than <see cref="ScanLimits.Lambdas"/>.</summary>
    Lambdas,

    /// <summary>Type arguments nested deeper than <see cref="ScanLimits.Generics"/>.</summary>
    Generics,

    /// <summary>More prefix operators or casts in a row than <see cref="ScanLimits.Prefixes"/>.</summary>
    Prefixes,

    /// <summary>More conditional operators in one expression than <see cref="ScanLimits.Ternaries"/>.</summary>
    Ternaries,

    /// <summary>More arms in one switch than <see cref="ScanLimits.Arms"/>.</summary>
    Arms,

    /// <summary>More <c>else if</c> in a row than <see cref="ScanLimits.Elses"/>.</summary>
    Elses,

    /// <summary>More operators and member accesses in one expression than <see cref="ScanLimits.Operators"/>.</summary>
    Operators,

    /// <summary><c>#r</c> or <c>#load</c>.</summary>
    Directive,

    /// <summary>Checking took longer than it may.</summary>
    Time,

    /// <summary>The compiler ended with a fault of its own.</summary>
    Compiler,
}

/// <summary>A refusal, with its place.</summary>
/// <param name="Reason">Why.</param>
/// <param name="File">Name of the text.</param>
/// <param name="Line">Line, from 1.</param>
public sealed record Refusal(RefusalReason Reason, string File, int Line)
{
    /// <summary>The id that hosts report it under.</summary>
    public const string Id = "CHECK";

    /// <summary>What the matter is and what to do, for learners.</summary>
    public string Message(Language language) => Words().ToString(language);

    private Wording Words() => Reason switch
    {
        RefusalReason.TooLong => new(
            $"This file has more than {ScanLimits.Bytes / 1024} kilobytes of code. Check it in smaller files.",
            $"이 파일은 {ScanLimits.Bytes / 1024}킬로바이트가 넘습니다. 더 작은 파일로 나누어 검사하세요."),
        RefusalReason.NotUtf8 => new("This file is not UTF-8 text. Save it as UTF-8.", "이 파일은 UTF-8 텍스트가 아닙니다. UTF-8로 저장하세요."),
        RefusalReason.Brackets => Deep("Brackets", "괄호", ScanLimits.Depth, "Name the inner expressions", "안쪽 식에 이름을 붙이세요"),
        RefusalReason.Interpolations => Deep("Interpolated strings", "보간 문자열", ScanLimits.Interpolations, "Build the inner strings first", "안쪽 문자열을 먼저 만드세요"),
        RefusalReason.Lambdas => Deep("Lambdas", "람다", ScanLimits.Lambdas, "Make the inner ones local functions", "안쪽 람다를 지역 함수로 만드세요"),
        RefusalReason.Generics => Deep("Type arguments", "형식 인수", ScanLimits.Generics, "Give the inner types a name", "안쪽 형식에 이름을 붙이세요"),
        RefusalReason.Prefixes => Many("prefix operators or casts", "전위 연산자나 캐스트가", ScanLimits.Prefixes, "Remove those that cancel out", "서로 지우는 연산자를 빼세요"),
        RefusalReason.Ternaries => Many("conditional operators in one expression", "한 식에 조건 연산자가", ScanLimits.Ternaries, "Use a switch or a table", "switch나 표를 쓰세요"),
        RefusalReason.Arms => Many("arms in one switch", "switch 하나에 가지가", ScanLimits.Arms, "Use a table", "표를 쓰세요"),
        RefusalReason.Elses => Many("else if in a row", "else if가 연달아", ScanLimits.Elses, "Use a switch or a table", "switch나 표를 쓰세요"),
        RefusalReason.Operators => Many("operators and calls in one expression", "한 식에 연산자와 호출이", ScanLimits.Operators, "Split it into several statements", "여러 문장으로 나누세요"),
        RefusalReason.Directive => new(
            "#r and #load belong to scripts and are not followed here. Remove the line: TorchSharp is there already.",
            "#r와 #load는 스크립트에만 쓰고 여기서는 따라가지 않습니다. 줄을 지우세요. TorchSharp는 이미 들어 있습니다."),
        RefusalReason.Compiler => new(
            "The compiler itself gave up on this code, which is a fault of the compiler. Complete or undo what you changed last.",
            "컴파일러가 이 코드를 처리하다 스스로 멈췄습니다. 컴파일러의 결함입니다. 마지막으로 고친 부분을 마저 쓰거나 되돌리세요."),
        _ => new(
            "Checking this code took too long and was stopped. Check a smaller part, or simplify the most nested expression.",
            "이 코드를 검사하는 데 너무 오래 걸려 멈췄습니다. 더 작은 부분을 검사하거나 가장 깊이 중첩된 식을 단순하게 쓰세요."),
    };

    private static Wording Deep(string what, string korean, int limit, string remedy, string koreanRemedy) => new(
        string.Create(CultureInfo.InvariantCulture, $"{what} are nested more than {limit} deep here, and compilers take very long over that. {remedy}."),
        string.Create(CultureInfo.InvariantCulture, $"여기는 {korean} 중첩이 {limit}단계를 넘어 컴파일하는 데 아주 오래 걸립니다. {koreanRemedy}."));

    private static Wording Many(string what, string korean, int limit, string remedy, string koreanRemedy) => new(
        string.Create(CultureInfo.InvariantCulture, $"There are more than {limit} {what} here, and compilers take very long over that. {remedy}."),
        string.Create(CultureInfo.InvariantCulture, $"여기는 {korean} {limit}개를 넘어 컴파일하는 데 아주 오래 걸립니다. {koreanRemedy}."));
}
