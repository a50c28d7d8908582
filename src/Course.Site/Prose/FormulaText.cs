using System.Collections.Frozen;
using System.Text;

namespace Course.Site.Prose;

/// <summary>A formula of a line as characters that can be read where nothing is typeset: \tfrac14 as 1/4, h_{l-1} as hₗ₋₁.</summary>
internal ref struct FormulaText
{
    /// <summary>What stands for a formula that characters cannot say.</summary>
    public const string LeftOut = "…";

    private const string Raised = "0123456789+−=()niT", RaisedAs = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀ";
    private const string Lowered = "0123456789+−=()aehijklmnoprstuvx", LoweredAs = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ";

    private static readonly FrozenDictionary<string, string> Symbols = new Dictionary<string, string>
    {
        ["alpha"] = "α", ["beta"] = "β", ["gamma"] = "γ", ["delta"] = "δ", ["epsilon"] = "ε", ["varepsilon"] = "ε", ["zeta"] = "ζ", ["eta"] = "η", ["theta"] = "θ",
        ["kappa"] = "κ", ["lambda"] = "λ", ["mu"] = "μ", ["nu"] = "ν", ["xi"] = "ξ", ["pi"] = "π", ["rho"] = "ρ", ["sigma"] = "σ", ["tau"] = "τ", ["phi"] = "φ",
        ["varphi"] = "φ", ["chi"] = "χ", ["psi"] = "ψ", ["omega"] = "ω", ["Gamma"] = "Γ", ["Delta"] = "Δ", ["Theta"] = "Θ", ["Lambda"] = "Λ", ["Sigma"] = "Σ",
        ["Phi"] = "Φ", ["Psi"] = "Ψ", ["Omega"] = "Ω", ["partial"] = "∂", ["nabla"] = "∇", ["infty"] = "∞", ["ell"] = "ℓ", ["sum"] = "∑", ["prod"] = "∏", ["int"] = "∫",
        ["cdot"] = "·", ["times"] = "×", ["div"] = "÷", ["pm"] = "±", ["mp"] = "∓", ["odot"] = "⊙", ["otimes"] = "⊗", ["oplus"] = "⊕", ["circ"] = "∘", ["ast"] = "∗",
        ["le"] = "≤", ["leq"] = "≤", ["ge"] = "≥", ["geq"] = "≥", ["ne"] = "≠", ["neq"] = "≠", ["lt"] = "<", ["gt"] = ">", ["approx"] = "≈", ["sim"] = "∼", ["equiv"] = "≡",
        ["propto"] = "∝", ["ll"] = "≪", ["gg"] = "≫", ["in"] = "∈", ["notin"] = "∉", ["subset"] = "⊂", ["cup"] = "∪", ["cap"] = "∩", ["to"] = "→", ["rightarrow"] = "→",
        ["leftarrow"] = "←", ["gets"] = "←", ["mapsto"] = "↦", ["Rightarrow"] = "⇒", ["dots"] = "…", ["ldots"] = "…", ["cdots"] = "⋯", ["top"] = "T", ["prime"] = "′",
        ["lvert"] = "|", ["rvert"] = "|", ["vert"] = "|", ["mid"] = "|", ["lVert"] = "‖", ["rVert"] = "‖", ["Vert"] = "‖", ["langle"] = "⟨", ["rangle"] = "⟩",
        ["quad"] = " ", ["qquad"] = " ", [","] = " ", [";"] = " ", [":"] = " ", [" "] = " ", ["!"] = "", ["%"] = "%", ["_"] = "_", ["&"] = "&", ["#"] = "#", ["{"] = "{", ["}"] = "}",
        ["left"] = "", ["right"] = "", ["big"] = "", ["Big"] = "", ["bigl"] = "", ["bigr"] = "", ["Bigl"] = "", ["Bigr"] = "", ["displaystyle"] = "", ["textstyle"] = "",
        ["text"] = "", ["mathrm"] = "", ["mathbf"] = "", ["mathbb"] = "", ["mathcal"] = "", ["boldsymbol"] = "", ["operatorname"] = "",
        ["log"] = "log ", ["ln"] = "ln ", ["exp"] = "exp ", ["min"] = "min ", ["max"] = "max ", ["arg"] = "arg ", ["sin"] = "sin ", ["cos"] = "cos ", ["tanh"] = "tanh ", ["det"] = "det ", ["lim"] = "lim ",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly ReadOnlySpan<char> _tex;
    private int _at;
    private bool _isLost;

    private FormulaText(ReadOnlySpan<char> tex) => _tex = tex;

    /// <summary>The formula as characters, or an ellipsis.</summary>
    public static string Of(ReadOnlySpan<char> tex)
    {
        var reader = new FormulaText(tex.Trim());
        var text = reader.Sequence();
        return reader._isLost || reader._at < reader._tex.Length || text.Length == 0 ? LeftOut : text;
    }

    /// <summary>A number as prose sets it, 5.2e-18 as 5.2×10⁻¹⁸; anything else as it is.</summary>
    public static string OfNumber(string text)
    {
        var parts = text.Split('e', 'E');
        return parts is [{ Length: > 0 } factor, { Length: > 0 } power] && char.IsAsciiDigit(factor[^1]) && int.TryParse(power, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var p)
            ? factor + "×10" + Set(p.ToString(System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−'), Raised, RaisedAs, '^')
            : text;
    }

    /// <summary>Reads until the end, or until the brace that closes a group.</summary>
    private string Sequence()
    {
        var text = new StringBuilder();
        while (_at < _tex.Length && _tex[_at] != '}' && !_isLost)
        {
            var c = _tex[_at];
            if (c is '^' or '_')
            {
                _at++;
                // An index belongs to the word before it: max_z, not "max _z".
                while (text is [.., ' ']) text.Length--;
                text.Append(c == '^' ? Set(Argument(), Raised, RaisedAs, '^') : Set(Argument(), Lowered, LoweredAs, '_'));
            }
            else if (char.IsWhiteSpace(c))
            {
                _at++;
                if (text is not [] and not [.., ' ']) text.Append(' ');
            }
            else
            {
                var one = Argument();
                text.Append(one is [' ', ..] && text is [.., ' '] ? one[1..] : one);
            }
        }

        return text.ToString().Trim();
    }

    /// <summary>Reads one character, command or group.</summary>
    private string Argument()
    {
        while (_at < _tex.Length && char.IsWhiteSpace(_tex[_at])) _at++;
        if (_at >= _tex.Length) return Lose();
        var c = _tex[_at++];
        switch (c)
        {
            case '{':
                var group = Sequence();
                if (_at >= _tex.Length) return Lose();
                _at++;
                return group;
            case '\\': return Command();
            case '-': return "−";
            case '\'': return "′";
            case '~': return " ";
            case '}' or '&' or '$': return Lose();
            default: return c.ToString();
        }
    }

    private string Command()
    {
        if (_at >= _tex.Length) return Lose();
        var from = _at++;
        while (char.IsAsciiLetter(_tex[from]) && _at < _tex.Length && char.IsAsciiLetter(_tex[_at])) _at++;
        var name = _tex[from.._at].ToString();
        if (name is "frac" or "tfrac" or "dfrac") return Grouped(Argument()) + "/" + Grouped(Argument());
        if (name is "sqrt") return _at < _tex.Length && _tex[_at] == '[' ? Lose() : "√" + Grouped(Argument());
        if (!Symbols.TryGetValue(name, out var symbol)) return Lose();
        // A bracket that is only there for its size is written as a point.
        if (name is "left" or "right" && _at < _tex.Length && _tex[_at] == '.') _at++;
        return symbol;
    }

    private static string Grouped(string text) => text.Any(static c => c is '+' or '−' or '·' or '×' or '/' or ' ') ? $"({text})" : text;

    private static string Set(string text, string from, string to, char otherwise)
    {
        if (text.All(c => from.Contains(c, StringComparison.Ordinal) || c == ' ')) return string.Concat(text.Where(static c => c != ' ').Select(c => to[from.IndexOf(c, StringComparison.Ordinal)]));
        return text is "′" ? text : otherwise + (text.Length == 1 ? text : $"({text})");
    }

    private string Lose()
    {
        _isLost = true;
        return "";
    }
}
