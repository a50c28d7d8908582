using System.Text;

namespace Course.Checking.Hostile;

/// <summary>
/// One pass over the characters of a text, before the compiler sees it: refuses what nests so deep or goes on so long that
/// compiling it would take minutes or end the process. It knows strings, comments and brackets, and no grammar; it uses no
/// recursion, and time and memory grow with the length of the text.
/// </summary>
internal sealed class CharacterScan
{
    private readonly string _text;
    private readonly ConditionalText _conditions = new();
    private readonly List<ScanFrame> _frames = [new('\0')];
    private int _at, _lambdas, _interpolations, _prefixes;
    private bool _beginsLine = true;

    /// <summary>The last character of code that is no blank; letters stand for the word that they end.</summary>
    private char _last;

    /// <summary>The word that has just been read; empty when something else has.</summary>
    private string _word = "";

    private RefusalReason? _refusal;

    private CharacterScan(string text) => _text = text;

    private ScanFrame Top => _frames[^1];

    /// <summary>Why a text is refused; null where it may be compiled.</summary>
    public static Refusal? Of(SubmittedText submitted)
    {
        if (Encoding.UTF8.GetByteCount(submitted.Text) > ScanLimits.Bytes) return new(RefusalReason.TooLong, submitted.Name, 1);
        var scan = new CharacterScan(submitted.Text);
        while (scan._refusal is null && scan._at < scan._text.Length) scan.Next();
        return scan._refusal is { } reason ? new(reason, submitted.Name, scan.LineOf(scan._at)) : null;
    }

    private int LineOf(int position)
    {
        var line = 1;
        for (var i = 0; i < position && i < _text.Length; i++) line += _text[i] == '\n' ? 1 : 0;
        return line;
    }

    private char Peek(int distance) => _at + distance < _text.Length ? _text[_at + distance] : '\0';

    private void Limit(int count, int limit, RefusalReason reason)
    {
        if (count > limit) _refusal ??= reason;
    }

    private void Next()
    {
        var c = _text[_at];
        if (char.IsWhiteSpace(c))
        {
            _beginsLine |= c is '\n' or '\r';
            _at++;
            return;
        }

        if (c == '/' && Peek(1) is '/' or '*')
        {
            SkipComment();
            return;
        }

        if (c == '#' && _beginsLine)
        {
            var (next, isRefused) = _conditions.Read(_text, _at);
            if (isRefused) _refusal = RefusalReason.Directive;
            else _at = next;
            return;
        }

        _beginsLine = false;
        if (c is not ('!' or '~' or '-' or '+' or '*' or '&' or '^')) _prefixes = 0;
        if (c is '"' or '$' or '@' && StringForm.At(_text, _at) is var (form, content)) ReadString(form, content);
        else if (char.IsLetterOrDigit(c) || c is '_' or '@') ReadWord();
        else ReadSign(c);
    }

    private void SkipComment()
    {
        var isLine = Peek(1) == '/';
        var end = isLine ? _text.AsSpan(_at).IndexOfAny('\n', '\r') : _text.IndexOf("*/", Math.Min(_at + 2, _text.Length), StringComparison.Ordinal);
        _at = end < 0 ? _text.Length : isLine ? _at + end : end + 2;
    }

    private void ReadString(StringForm form, int content)
    {
        if (form.Dollars > 0) Limit(++_interpolations, ScanLimits.Interpolations, RefusalReason.Interpolations);
        ReadContent(form, content);
    }

    private void ReadContent(StringForm form, int content)
    {
        var (next, inHole) = form.Read(_text, content);
        _at = next;
        (_last, _word) = ('"', "");
        if (inHole) Push(new ScanFrame('{') { Hole = form });
        else if (form.Dollars > 0) _interpolations--;
    }

    private void ReadWord()
    {
        var start = _at++;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] == '_')) _at++;
        var word = _at - start <= 8 ? _text[start.._at] : "";
        (_last, _word) = ('a', word);
        var goesOn = word is "and" or "or" or "is" or "as" or "with" or "switch";
        if (Top.MayHaveEnded && !goesOn)
        {
            if (word != "else") Top.Elses = 0;
            (Top.MayHaveEnded, Top.Operators) = (false, 0);
        }

        switch (word)
        {
            case "else":
                Limit(++Top.Elses, ScanLimits.Elses, RefusalReason.Elses);
                break;
            case "if" or "for" or "foreach" or "while" or "using" or "lock" or "fixed" or "do":
                Limit(++Top.Headers, ScanLimits.Depth, RefusalReason.Brackets);
                break;
            case "return" or "throw" or "yield":
                Top.InExpression = true;
                break;
            case "case" when NextIs('(', '{'):
                Limit(++Top.Arms, ScanLimits.Arms, RefusalReason.Arms);
                break;
            default:
                if (goesOn) CountOperator();
                break;
        }
    }

    private void ReadSign(char c)
    {
        var (last, word) = (_last, _word);
        (_last, _word) = (c, "");
        _at++;
        switch (c)
        {
            case '\'':
                SkipCharacter();
                break;
            case '(' or '[' or '{':
                Open(c, last, word);
                break;
            case ')' or ']' or '}':
                Close(c);
                break;
            case ';':
                _lambdas -= Top.EndStatement();
                break;
            case ',':
                _lambdas -= Top.EndElement();
                break;
            case '=' when Peek(0) == '>':
                _at++;
                Arrow();
                break;
            case '<' or '>':
                Angle(c);
                break;
            case '?':
                Question();
                break;
            case ':' when Top.Hole is not null && Peek(0) != ':' && last != ':':
                SkipFormat();
                break;
            default:
                if (c == '=') Top.InExpression = true;
                if (c is '!' or '~' or '-' or '+' or '*' or '&' or '^') Limit(++_prefixes, ScanLimits.Prefixes, RefusalReason.Prefixes);
                CountOperator();
                break;
        }
    }

    private void Open(char c, char last, string word)
    {
        // A bracket right after a closing one is a cast of a cast, or a call of what a call returns.
        Top.Casts = c == '(' && last == ')' ? Top.Casts + 1 : 0;
        Limit(Top.Casts, ScanLimits.Prefixes, RefusalReason.Prefixes);
        if (c == '{') Top.Headers = 0;
        Push(new ScanFrame(c) { IsSwitch = c == '{' && word == "switch" });
    }

    private void Push(ScanFrame frame)
    {
        _frames.Add(frame);
        Limit(_frames.Count - 1, ScanLimits.Depth, RefusalReason.Brackets);
    }

    private void Close(char c)
    {
        var open = c switch { ')' => '(', ']' => '[', _ => '{' };
        var found = _frames.FindLastIndex(frame => frame.Open == open);

        // A round bracket does not close braces; braces close whatever was left open within.
        if (found < 0 || (c != '}' && found < _frames.Count - 1)) return;
        var hole = _frames[found].Hole;
        for (var i = _frames.Count - 1; i >= found; i--)
        {
            _lambdas -= _frames[i].Lambdas;
            if (i > found && _frames[i].Hole is not null) _interpolations--;
            _frames.RemoveAt(i);
        }

        if (hole is not null) ReadContent(hole, hole.AfterHole(_text, _at - 1));
        else if (c == '}') (Top.MayHaveEnded, Top.Headers) = (true, 0);
    }

    private void Arrow()
    {
        if (Top.IsSwitch && !Top.InArm)
        {
            Top.InArm = true;
            Limit(++Top.Arms, ScanLimits.Arms, RefusalReason.Arms);
        }
        else if (Top.Open is '{' or '\0' && !Top.IsSwitch && !Top.InExpression)
        {
            // The first arrow of a member or a local function is its body's.
            Top.InExpression = true;
        }
        else
        {
            Top.Lambdas++;
            Limit(++_lambdas, ScanLimits.Lambdas, RefusalReason.Lambdas);
        }
    }

    private void Angle(char c)
    {
        if (Peek(0) == '=' || Peek(0) == c && c == '<')
        {
            _at++;
            CountOperator();
        }
        else if (c == '>')
        {
            if (Top.TightAngles > 0) Top.TightAngles--;
            else if (Top.LooseAngles > 0) Top.LooseAngles--;
            else CountOperator();
        }
        else
        {
            if (_at >= 2 && (char.IsLetterOrDigit(_text[_at - 2]) || _text[_at - 2] == '_')) Top.TightAngles++;
            else Top.LooseAngles++;
            Limit(Top.TightAngles + Top.LooseAngles, ScanLimits.Generics, RefusalReason.Generics);
        }
    }

    private void Question()
    {
        if (Peek(0) == '?')
        {
            _at++;
            CountOperator();
        }
        else if (Peek(0) is not ('.' or '[' or '>' or ',' or ')' or ';'))
        {
            Limit(++Top.Ternaries, ScanLimits.Ternaries, RefusalReason.Ternaries);
        }
    }

    private void SkipCharacter()
    {
        if (Peek(0) == '\\') _at += 2;
        else if (Peek(0) is not ('\'' or '\n' or '\r')) _at++;
        while (_at < _text.Length && _text[_at] is not ('\'' or '\n' or '\r')) _at++;
        if (Peek(0) == '\'') _at++;
    }

    private void SkipFormat()
    {
        while (_at < _text.Length && _text[_at] is not ('}' or '"' or '\n' or '\r')) _at++;
    }

    private void CountOperator() => Limit(++Top.Operators, ScanLimits.Operators, RefusalReason.Operators);

    private bool NextIs(char a, char b)
    {
        var i = _at;
        while (i < _text.Length && char.IsWhiteSpace(_text[i])) i++;
        return i < _text.Length && (_text[i] == a || _text[i] == b);
    }
}
