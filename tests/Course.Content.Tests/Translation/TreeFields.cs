using System.Reflection;
using System.Runtime.CompilerServices;
using Markdig.Syntax;

namespace Course.Content.Tests.Translation;

/// <summary>What a tree holds, so that two looks at it tell whether somebody has changed a node between them.</summary>
internal static class TreeFields
{
    /// <summary>Every field of every node: values as they are, other objects by their identity.</summary>
    public static List<string> Of(MarkdownDocument document)
    {
        var fields = new List<string>();
        foreach (var node in document.Descendants()) Add(fields, node.GetType().Name, node, node.GetType());
        return fields;
    }

    private static void Add(List<string> fields, string path, object holder, Type type)
    {
        for (var declaring = type; declaring is not null && declaring != typeof(object) && declaring != typeof(ValueType); declaring = declaring.BaseType)
        {
            foreach (var field in declaring.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
            {
                var (name, value) = ($"{path}.{field.Name}", field.GetValue(holder));
                if (value is null) fields.Add($"{name} is null");
                else if (value is string or Enum || value.GetType().IsPrimitive) fields.Add($"{name} is {value}");
                else if (value.GetType().IsValueType) Add(fields, name, value, value.GetType());
                else fields.Add($"{name} is object {RuntimeHelpers.GetHashCode(value)}");
            }
        }
    }
}
