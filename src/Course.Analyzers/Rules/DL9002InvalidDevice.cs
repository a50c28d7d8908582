using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Course.Analyzers.Engine;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers;

/// <summary>DL9002: a constant string that names no device.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DL9002InvalidDevice : DeepLearningAnalyzer
{
    /// <summary>The rule's id.</summary>
    public const string Id = "DL9002";

    /// <summary>The key that a finding carries where the text was meant to be interpolated.</summary>
    internal const string Interpolated = "interpolated";

    // What the library's own enumeration lists, by any case; whether the machine has such a device is another question.
    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase) { "cpu", "cuda", "mkldnn", "opengl", "opencl", "ideep", "hip", "fpga", "msnpu", "xla", "mps", "meta" };

    /// <summary>Calls and creations that may be given a device first, and whether it can be nothing else.</summary>
    private static readonly (string Name, bool IsAlways)[] Calls = { ("device", true), ("Device", true), ("set_default_device", true), ("to", false) };

    private static readonly DiagnosticDescriptor Rule = new(
        Id,
        new Wording("A string that names no device", "장치 이름이 아닌 문자열"),
        new Wording(
            "Name the device as cpu, cuda, mps or cuda:0: \"{0}\" {1}",
            "장치를 cpu, cuda, mps, cuda:0처럼 적으세요. \"{0}\" {1}"),
        Categories.Devices,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: new Wording(
            "A device is written as its type, or as its type, a colon and a number. Anything else throws when it is read, on a machine that has the device as well.",
            "장치는 종류만, 또는 종류와 콜론과 번호로 적습니다. 다른 것은 장치가 있는 컴퓨터에서도 읽는 순간 예외가 납니다."),
        helpLinkUri: HelpLinks.Of(Id));

    private static readonly Phrase NoType = new("is not a type of device, and reading it throws", "문자열은 장치의 종류가 아니어서 읽을 때 예외가 납니다");

    private static readonly Phrase NoIndex = new("has no number after the colon, and reading it throws", "문자열은 콜론 뒤가 번호가 아니어서 읽을 때 예외가 납니다");

    private static readonly Phrase TooMany = new("has one colon too many, and is silently read as cpu", "문자열은 콜론이 하나 더 많아 아무 말 없이 cpu로 읽힙니다");

    /// <inheritdoc />
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rule);

    internal override void Look(RuleContext context, CodeModel code)
    {
        foreach (var text in Candidates(context.Tree))
        {
            if (code.SemanticsOf(text).GetConstantValue(text) is { HasValue: true, Value: string name } && Fault(name) is { } fault && IsDevice(code, text))
                context.Report(Diagnostic.Create(Rule, text.GetLocation(), Properties(code, text, name), name, fault));
        }
    }

    /// <summary>Strings where a device may stand: handed to a call that takes one, to an argument named device, or to a device variable.</summary>
    private static IEnumerable<ExpressionSyntax> Candidates(SyntaxTree tree)
    {
        var index = TreeIndex.Of(tree, default);
        foreach (var (name, isAlways) in Calls)
        {
            foreach (var text in index.Calls(name).Concat(index.Creations(name)).Select(FirstArgument))
            {
                if (text is not null && (text.IsKind(SyntaxKind.StringLiteralExpression) || (isAlways && text is IdentifierNameSyntax or MemberAccessExpressionSyntax or InterpolatedStringExpressionSyntax)))
                    yield return text;
            }
        }

        foreach (var text in index.Texts("device").Concat(index.Texts("Device")))
            yield return (ExpressionSyntax)text;
    }

    private static ExpressionSyntax? FirstArgument(SyntaxNode call) =>
        call.ChildNodes().OfType<ArgumentListSyntax>().FirstOrDefault() is { Arguments: { Count: > 0 } arguments } && arguments[0].NameColon is null ? arguments[0].Expression : null;

    /// <summary>Says that the text was meant to be interpolated, where what it names in braces is in sight.</summary>
    private static ImmutableDictionary<string, string?> Properties(CodeModel code, ExpressionSyntax text, string name)
    {
        var (open, close) = (name.IndexOf('{'), name.IndexOf('}'));
        return open >= 0 && close > open + 1 && text is LiteralExpressionSyntax && code.SemanticsOf(text).LookupSymbols(text.SpanStart, name: name.Substring(open + 1, close - open - 1)).Any(static found => found is ILocalSymbol or IParameterSymbol or IFieldSymbol or IPropertySymbol)
            ? ImmutableDictionary<string, string?>.Empty.Add(Interpolated, null)
            : ImmutableDictionary<string, string?>.Empty;
    }

    private static bool IsDevice(CodeModel code, ExpressionSyntax text)
    {
        var operation = code.OperationOf(text);
        var outer = operation?.Parent;
        while (outer is IConversionOperation conversion)
        {
            if (conversion.OperatorMethod is { } method && IsDeviceType(code, method.ContainingType))
                return true;
            outer = conversion.Parent;
        }

        return outer is IArgumentOperation { Parameter: { Ordinal: 0 or 1, Type.SpecialType: SpecialType.System_String } parameter } && code.Torch.Declares(parameter.ContainingSymbol)
            && parameter.ContainingSymbol is IMethodSymbol { Name: "device" or "to" or "set_default_device" or ".ctor" } called && (called.Name != ".ctor" || IsDeviceType(code, called.ContainingType));
    }

    private static bool IsDeviceType(CodeModel code, ITypeSymbol type) => type.Name == "Device" && code.Torch.Declares(type);

    private static Phrase? Fault(string name)
    {
        var parts = name.Split(':');
        var type = parts[0].Trim();

        // The library reads numbers and lists as well; nobody writes them.
        if (type.Length > 0 && (char.IsDigit(type[0]) || type.Contains(',')))
            return null;
        if (!Known.Contains(type))
            return NoType;
        return parts.Length == 1 ? null
            : parts.Length > 2 ? TooMany
            : int.TryParse(parts[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out _) ? null : NoIndex;
    }
}
