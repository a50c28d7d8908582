using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Course.Analyzers.Engine;

/// <summary>Numbers that the code fixes: constants, and variables that are given one constant and nothing else.</summary>
internal static class Constants
{
    /// <summary>The number that an expression always has; null where it may vary.</summary>
    public static double? Of(CodeModel code, IOperation operation)
    {
        if (operation.ConstantValue is { HasValue: true, Value: { } value })
            return Number(value);
        return operation switch
        {
            IConversionOperation { IsImplicit: true } conversion => Of(code, conversion.Operand),
            ILocalReferenceOperation { Local: { IsRef: false } local } => OfVariable(code, local),
            IFieldReferenceOperation { Field: { IsReadOnly: true, DeclaredAccessibility: Accessibility.Private } field } => OfVariable(code, field),
            _ => null,
        };
    }

    private static double? OfVariable(CodeModel code, ISymbol variable) =>
        !Configuration.IsCounter(code, variable)
        && code.Definitions.Assigned(variable) is { Complete: true, Expressions: { Length: 1 } only }
        && only[0].Operation.ConstantValue is { HasValue: true, Value: { } value }
            ? Number(value)
            : null;

    private static double? Number(object value) =>
        value is int or long or float or double ? ((IConvertible)value).ToDouble(CultureInfo.InvariantCulture) : null;
}
