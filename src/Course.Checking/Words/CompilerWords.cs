using Course.Analyzers;

namespace Course.Checking.Words;

/// <summary>
/// The compiler's most common messages in plain words: what to do first, then what is the case. In the texts {0} is the code at
/// the place, {1} and on are what the compiler's own message quotes; (을), (이), (은) and (으로) become the particle that fits.
/// </summary>
internal static class CompilerWords
{
    /// <summary>The words for an id; null where the compiler's own must do (errors) or nothing is said (warnings).</summary>
    public static (Wording Words, bool IsSyntax)? Of(string id) => (Syntax(id), Names(id) ?? Types(id) ?? Flow(id) ?? Warnings(id)) switch
    {
        ({ } syntax, _) => (syntax, true),
        (null, { } other) => (other, false),
        _ => null,
    };

    private static Wording? Syntax(string id) => id switch
    {
        "CS1002" => new("Put a semicolon here: the statement before this place does not end.", "여기에 세미콜론을 넣으세요. 이 앞의 문장이 끝나지 않았습니다."),
        "CS1513" => new("Add a closing brace }}: a block that was opened is never closed.", "닫는 중괄호 }}를 넣으세요. 열린 블록이 닫히지 않았습니다."),
        "CS1514" => new("Add an opening brace {{ here.", "여기에 여는 중괄호 {{를 넣으세요."),
        "CS1022" => new("Remove this brace, or add the one that opens its block: there is one closing brace too many.", "이 중괄호를 지우거나 블록을 여는 중괄호를 넣으세요. 닫는 중괄호가 하나 더 많습니다."),
        "CS1026" => new("Add a closing bracket ): one that was opened is never closed.", "닫는 괄호 )를 넣으세요. 열린 괄호가 닫히지 않았습니다."),
        "CS1003" => new("Put {1} here.", "여기에 {1}(을) 넣으세요."),
        "CS1525" => new("Write an expression before {1}: something is missing here.", "{1} 앞에 식을 쓰세요. 여기에 빠진 것이 있습니다."),
        "CS1010" => new("Close the string with a \" on the same line.", "같은 줄에서 문자열을 \"로 닫으세요."),
        "CS1035" => new("Close the comment with */.", "주석을 */로 닫으세요."),
        "CS1001" => new("Write a name here.", "여기에 이름을 쓰세요."),
        "CS1012" => new("Use double quotes for text: single quotes hold one character only.", "문자열은 큰따옴표로 감싸세요. 작은따옴표에는 글자 하나만 들어갑니다."),
        "CS1056" => new("Remove the character {0}: it has no meaning in C#.", "{0} 글자를 지우세요. C#에서는 뜻이 없습니다."),
        "CS0201" => new("Do something with this value, such as assigning it: by itself the line has no effect.", "이 값을 대입하는 등 무언가에 쓰세요. 이 줄만으로는 아무 일도 일어나지 않습니다."),
        "CS1529" => new("Move this using to the top of the file.", "이 using을 파일 맨 위로 옮기세요."),
        "CS8803" => new("Move the statements above the types: a program's statements come first, classes after them.", "문장을 형식 선언 위로 옮기세요. 프로그램의 문장이 먼저, 클래스가 그다음입니다."),
        _ => null,
    };

    private static Wording? Names(string id) => id switch
    {
        "CS0103" => new("Check the spelling of {1}, declare it first, or add the using that brings it in: nothing here has that name.", "{1}의 철자를 확인하거나, 먼저 선언하거나, 이 이름을 가져오는 using을 넣으세요. 여기에는 그런 이름이 없습니다."),
        "CS0246" => new("Check the spelling of {1}, or add the using that brings it in: no type has that name here.", "{1}의 철자를 확인하거나 이 이름을 가져오는 using을 넣으세요. 여기에는 그런 형식이 없습니다."),
        "CS0234" => new("Check the spelling of {1}: {2} has no member of that name.", "{1}의 철자를 확인하세요. {2}에는 그런 이름이 없습니다."),
        "CS1061" => new("Check the name {2}: {1} has no member of that name.", "{2}(이라는) 이름을 확인하세요. {1}에는 그런 멤버가 없습니다."),
        "CS0117" => new("Check the name {2}: {1} has no member of that name.", "{2}(이라는) 이름을 확인하세요. {1}에는 그런 멤버가 없습니다."),
        "CS0128" or "CS0136" => new("Choose another name, or assign without declaring again: {1} is declared already.", "다른 이름을 쓰거나 다시 선언하지 말고 대입하세요. {1}(은) 이미 선언되어 있습니다."),
        "CS0101" or "CS0102" or "CS0111" => new("Rename one of the two: {2} is declared twice.", "둘 중 하나의 이름을 바꾸세요. {2}(이) 두 번 선언되어 있습니다."),
        "CS0104" => new("Write the namespace before {1}: {2} and {3} both have that name.", "{1} 앞에 네임스페이스를 쓰세요. {2}, {3} 둘 다 그 이름입니다."),
        "CS0841" => new("Move the declaration of {1} above this line: it is used before it is declared.", "{1}의 선언을 이 줄 위로 옮기세요. 선언하기 전에 쓰고 있습니다."),
        "CS0122" => new("Use another member, or make {1} public: it is not accessible from here.", "다른 멤버를 쓰거나 {1}(을) public으로 만드세요. 여기서는 쓸 수 없습니다."),
        "CS0120" => new("Call this on an object: {1} belongs to objects, not to the class itself.", "객체에서 부르세요. {1}(은) 클래스가 아니라 객체에 속합니다."),
        "CS0176" => new("Call this on the class itself: {1} does not belong to an object.", "클래스 이름으로 부르세요. {1}(은) 객체에 속하지 않습니다."),
        "CS0115" => new("Check the name and the parameters: nothing in the base class can be overridden by {1}.", "이름과 매개변수를 확인하세요. 기반 클래스에 {1}(으로) 재정의할 것이 없습니다."),
        _ => null,
    };

    private static Wording? Types(string id) => id switch
    {
        "CS0029" => new("Convert the value first: {1} is not {2}, and C# does not turn one into the other by itself.", "값을 먼저 변환하세요. {1}(은) {2}(이) 아니고 C#이 저절로 바꾸지 않습니다."),
        "CS0266" => new("Write a cast, ({2}), if nothing is lost: {1} does not always fit into {2}.", "잃는 것이 없다면 ({2}) 캐스트를 쓰세요. {1}(이) 늘 {2}에 들어가지는 않습니다."),
        "CS1503" => new("Give another argument here: its type is {1}, but {2} is expected.", "다른 인수를 주세요. 지금은 {1}인데 {2}(이) 와야 합니다."),
        "CS1501" => new("Count the arguments: {1} does not exist with so many.", "인수의 수를 세어 보세요. 이 개수를 받는 {1}(은) 없습니다."),
        "CS7036" => new("Give a value for {1}: it has no default.", "{1}의 값을 주세요. 기본값이 없습니다."),
        "CS1739" => new("Check the argument's name: {1} has no parameter {2}.", "인수의 이름을 확인하세요. {1}에는 {2} 매개변수가 없습니다."),
        "CS0019" => new("Convert one side first: {1} does not work between {2} and {3}.", "한쪽을 먼저 변환하세요. {2}, {3} 사이에는 {1} 연산자를 쓸 수 없습니다."),
        "CS0023" => new("Use another operator: {1} does not work on {2}.", "다른 연산자를 쓰세요. {1}(은) {2}에 쓸 수 없습니다."),
        "CS0021" => new("Use another way to reach elements: [ ] does not work on {1}.", "원소를 다른 방법으로 꺼내세요. {1}에는 [ ]를 쓸 수 없습니다."),
        "CS0030" => new("Convert in another way: {1} cannot be cast to {2}. The number in a tensor is .item<float>().", "다른 방법으로 변환하세요. {1}(을) {2}(으로) 캐스트할 수 없습니다. 텐서 안의 수는 .item<float>()입니다."),
        "CS0411" => new("Write the type argument, as in item<float>(): it cannot be told from the arguments.", "item<float>()처럼 형식 인수를 쓰세요. 인수만으로는 알 수 없습니다."),
        "CS0305" => new("Write the type arguments: {1} needs them.", "형식 인수를 쓰세요. {1}에는 형식 인수가 필요합니다."),
        "CS0534" or "CS0535" => new("Write {2} in {1}: its base asks for it.", "{1}에 {2}(을) 쓰세요. 기반 형식이 요구합니다."),
        "CS0815" or "CS0818" or "CS0820" => new("Write the type instead of var, or give a value that has one.", "var 대신 형식을 쓰거나 형식이 있는 값을 주세요."),
        "CS1612" or "CS0131" or "CS0200" or "CS0191" => new("Assign to a variable or a settable property: what stands on the left cannot be assigned to.", "변수나 쓸 수 있는 속성에 대입하세요. 왼쪽에 있는 것에는 대입할 수 없습니다."),
        "CS1579" => new("Loop over a sequence: {1} is not one.", "배열이나 리스트처럼 원소를 차례로 꺼낼 수 있는 값을 쓰세요. {1}(은) 그런 값이 아닙니다."),
        "CS8129" or "CS8132" => new("Count the names on the left: what is on the right comes apart into another number of values.", "왼쪽 이름의 수를 세어 보세요. 오른쪽은 그 개수로 나뉘지 않습니다."),
        _ => null,
    };

    private static Wording? Flow(string id) => id switch
    {
        "CS0165" => new("Give {1} a value first: there is a way to this line on which it has none.", "{1}에 먼저 값을 주세요. 값이 없는 채로 이 줄에 올 수 있습니다."),
        "CS0161" => new("Return a value at the end of {1}: not every way through it returns one.", "{1} 끝에서 값을 반환하세요. 반환하지 않고 끝나는 길이 있습니다."),
        "CS0127" or "CS0126" => new("Make the returned value and the method's type agree.", "반환하는 값과 메서드의 형식을 맞추세요."),
        "CS4033" or "CS4032" or "CS4034" => new("Mark this method async, or take the await away.", "이 메서드에 async를 붙이거나 await를 빼세요."),
        "CS0139" => new("Move this into a loop: break and continue work only there.", "반복문 안으로 옮기세요. break와 continue는 그 안에서만 쓸 수 있습니다."),
        "CS1620" => new("Write {2} before this argument.", "이 인수 앞에 {2}(을) 쓰세요."),
        "CS5001" => new("Add the statements of a program: there is nothing here to run.", "프로그램의 문장을 넣으세요. 실행할 것이 없습니다."),
        _ => null,
    };

    private static Wording? Warnings(string id) => id switch
    {
        "CS0162" => new("Remove this, or check the condition before it: it can never run.", "지우거나 앞의 조건을 확인하세요. 이 코드는 절대 실행되지 않습니다."),
        "CS0219" or "CS0168" => new("Use {1} or remove it: nothing reads it.", "{1}(을) 사용하거나 지우세요. 값을 읽는 곳이 없습니다."),
        "CS4014" => new("Write await before this call: nothing waits for it to end.", "이 호출 앞에 await를 쓰세요. 끝나기를 아무도 기다리지 않습니다."),
        "CS1717" => new("Assign something else: the variable is assigned to itself.", "다른 값을 대입하세요. 변수에 자기 자신을 대입하고 있습니다."),
        "CS0665" => new("Write == to compare: a single = assigns.", "비교하려면 ==를 쓰세요. = 하나는 대입입니다."),
        "CS0642" => new("Remove this semicolon: it is the whole body of the statement before it.", "이 세미콜론을 지우세요. 앞 문장의 본문이 이것뿐입니다."),
        _ => null,
    };
}
