using System.Globalization;
using Course.Analyzers;
using Course.Checking;

namespace Course.Check.Output;

/// <summary>The tool's own words.</summary>
/// <param name="language">The language of the reader.</param>
internal sealed class Words(Language language)
{
    private readonly bool _isKorean = ReferenceEquals(language, Language.Korean);

    public string Why => Say("why", "까닭");

    public string Fix => Say("fix", "고침");

    public string More => Say("more", "더 보기");

    public string NothingToFix => Say("Nothing to fix.", "고칠 것이 없습니다.");

    public string Done => Say("done", "완료");

    public string NotDone => Say("not done yet", "아직 끝나지 않음");

    public string NoPath => Say(
        "Name what to check: a file, a folder, a project, or - for standard input. --help shows the options.",
        "검사할 것을 적으세요. 파일, 폴더, 프로젝트, 또는 표준 입력을 뜻하는 -를 쓸 수 있습니다. 옵션은 --help로 봅니다.");

    public string NoFile => Say("There is no C# file there.", "그곳에 C# 파일이 없습니다.");

    public string DryRunAlone => Say("--dry-run shows what --fix would do: write both.", "--dry-run은 --fix가 할 일을 보여 줍니다. 둘을 함께 쓰세요.");

    public string NoFixOfInput => Say("Standard input cannot be mended in place: add --dry-run for the diff.", "표준 입력은 그 자리에서 고칠 수 없습니다. --dry-run을 붙이면 diff를 보여 줍니다.");

    public string OneProgram => Say("An exercise is one program: name its files alone.", "연습 문제는 프로그램 하나입니다. 그 파일만 적으세요.");

    public string NothingMended => Say("Nothing can be mended by machine.", "자동으로 고칠 것이 없습니다.");

    public string Of(Weight weight) => weight switch
    {
        Weight.MustFix => Say("must fix", "꼭 고칠 것"),
        Weight.ShouldFix => Say("should fix", "고치면 좋은 것"),
        Weight.WorthKnowing => Say("worth knowing", "알아 둘 것"),
        _ => Say("well done", "잘한 것"),
    };

    public string Rest(int shown, int all) => Say(
        Invariant($"{shown} of {all} findings are shown; --all shows the rest."), Invariant($"{all}개 가운데 {shown}개를 보였습니다. 나머지는 --all로 봅니다."));

    public string Mendable(int count) => Say(
        count == 1 ? "One of them can be mended by --fix." : Invariant($"{count} of them can be mended by --fix."), Invariant($"그중 {count}개는 --fix로 고칠 수 있습니다."));

    public string Mended(string file, int count) => Say(
        Invariant($"mended {file}: {count} {(count == 1 ? "change" : "changes")}"), Invariant($"{file}: {count}곳을 고쳤습니다"));

    public string Exercise(string id) => Say($"Exercise {id}", $"연습 문제 {id}");

    public string UnknownExercise(string name, IEnumerable<string> known) => Say(
        $"There is no exercise {name}. These can be checked: {string.Join(", ", known)}.", $"{name} 연습 문제가 없습니다. 검사할 수 있는 연습 문제: {string.Join(", ", known)}.");

    public string UnknownRule(string id, IEnumerable<string> known) => Say(
        $"There is no rule {id}. These exist: {string.Join(", ", known)}.", $"{id} 규칙이 없습니다. 있는 규칙: {string.Join(", ", known)}.");

    public string Unknown(string file) => Say(
        $"{file}: other packages or projects belong to it, so names that are not known here are passed over. After dotnet restore its packages are known.",
        $"{file}: 다른 패키지나 프로젝트가 필요해서 여기서 알 수 없는 이름은 넘어갑니다. dotnet restore를 하면 패키지를 알 수 있습니다.");

    public string Say(string english, string korean) => _isKorean ? korean : english;

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
