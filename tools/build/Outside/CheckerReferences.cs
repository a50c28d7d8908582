using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using Mono.Cecil;

namespace Course.Build.Outside;

/// <summary>
/// Makes of libraries what a compiler must know of them and no more: metadata of what is public or protected, behind one another in one
/// file. Other types stay as empty names, since a compiler says of code that names one that it is not accessible. Course.Browser reads it.
/// </summary>
internal static class CheckerReferences
{
    private const int Alignment = 8;

    /// <summary>Attributes that name compiler-made types, which go.</summary>
    private static readonly HashSet<string> AboutCompilerMade = ["AsyncStateMachineAttribute", "IteratorStateMachineAttribute", "AsyncIteratorStateMachineAttribute"];

    /// <summary>The file of some libraries: a count, then the length of each and its bytes, each at a multiple of eight; numbers of four bytes, the least first.</summary>
    public static byte[] Blob(IEnumerable<string> libraries)
    {
        var all = Needed([.. libraries.Order(StringComparer.Ordinal)]).Select(Metadata).ToList();
        var blob = new byte[Alignment + all.Sum(static each => Alignment + Padded(each.Length))];
        BinaryPrimitives.WriteInt32LittleEndian(blob, all.Count);
        var at = Alignment;
        foreach (var metadata in all)
        {
            BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(at), metadata.Length);
            metadata.CopyTo(blob.AsSpan(at + Alignment));
            at += Alignment + Padded(metadata.Length);
        }

        return blob;
    }

    /// <summary>
    /// The libraries without those that only say where types have moved to, and that no other names: a third of the SDK's. The
    /// compiler looks for many a name in every library that there is.
    /// </summary>
    private static IEnumerable<string> Needed(IReadOnlyList<string> libraries)
    {
        var read = libraries.Select(static path =>
        {
            using var library = AssemblyDefinition.ReadAssembly(path);
            return (Path: path, library.Name.Name, IsEmpty: library.MainModule.Types.Count <= 1, Names: library.MainModule.AssemblyReferences.Select(static each => each.Name).ToList());
        }).ToList();
        var needed = read.Where(static each => !each.IsEmpty).ToList();
        for (var i = 0; i < needed.Count; i++) needed.AddRange(read.Where(each => !needed.Contains(each) && needed[i].Names.Contains(each.Name)));
        return libraries.Intersect(needed.Select(static each => each.Path));
    }

    /// <summary>The metadata of one library, stripped.</summary>
    public static byte[] Metadata(string library)
    {
        using var stripped = new MemoryStream();

        // Nobody asks for another library here: names of types are all that is written.
        using (var assembly = AssemblyDefinition.ReadAssembly(library, new(ReadingMode.Immediate) { AssemblyResolver = new FolderResolver(Path.GetDirectoryName(library)!) }))
        {
            assembly.MainModule.Resources.Clear();
            foreach (var type in assembly.MainModule.Types.ToList()) Strip(type, isVisible: true);
            foreach (var type in assembly.MainModule.Types.Where(static type => type.Name != "<Module>" && IsCompilerMade(type)).ToList()) assembly.MainModule.Types.Remove(type);
            assembly.Write(stripped, new() { DeterministicMvid = true });
        }

        stripped.Position = 0;
        using var file = new PEReader(stripped);
        return [.. file.GetMetadata().GetContent()];
    }

    private static void Strip(TypeDefinition type, bool isVisible)
    {
        isVisible &= type.IsPublic || type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamilyOrAssembly;
        foreach (var nested in type.NestedTypes.Where(IsCompilerMade).ToList()) type.NestedTypes.Remove(nested);
        foreach (var nested in type.NestedTypes) Strip(nested, isVisible);
        if (type.Name == "<Module>")
        {
            type.Methods.Clear();
            type.Fields.Clear();
            return;
        }

        // Compilers embed the attributes that say what is nullable: internal, but used on what is public.
        var isAttribute = type.BaseType?.FullName == "System.Attribute";
        Keep(type.Methods, method => (isAttribute && method.IsConstructor && !method.IsStatic)
            || (isVisible && (IsSeen(method.Attributes) || method.HasOverrides || (method.IsAbstract && !type.IsInterface))));
        Keep(type.Properties, static property => property.GetMethod is not null || property.SetMethod is not null);
        Keep(type.Events, static added => added.AddMethod is not null);

        // What a struct holds decides whether it can be empty, unmanaged, or definitely assigned.
        Keep(type.Fields, field => (isVisible && IsSeen(field.Attributes)) || (type.IsValueType && !field.IsStatic) || (type.IsEnum && isVisible));
        if (!isVisible) type.Interfaces.Clear();
        foreach (var method in type.Methods)
        {
            foreach (var attribute in method.CustomAttributes.Where(static each => AboutCompilerMade.Contains(each.AttributeType.Name)).ToList()) method.CustomAttributes.Remove(attribute);
            if (method.HasBody) method.Body = new(method);
        }

        foreach (var field in type.Fields) field.InitialValue = [];
    }

    private static void Keep<T>(Mono.Collections.Generic.Collection<T> members, Func<T, bool> isKept)
    {
        foreach (var member in members.Where(member => !isKept(member)).ToList())
        {
            // An accessor that goes leaves its property.
            if (member is MethodDefinition { DeclaringType: { } type } method)
            {
                foreach (var property in type.Properties)
                {
                    if (property.GetMethod == method) property.GetMethod = null;
                    if (property.SetMethod == method) property.SetMethod = null;
                }

                foreach (var each in type.Events)
                {
                    if (each.AddMethod == method) each.AddMethod = null;
                    if (each.RemoveMethod == method) each.RemoveMethod = null;
                }
            }

            members.Remove(member);
        }
    }

    private static bool IsSeen(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask) is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private static bool IsSeen(FieldAttributes attributes) =>
        (attributes & FieldAttributes.FieldAccessMask) is FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem;

    private static bool IsCompilerMade(TypeDefinition type) => type.Name.StartsWith('<');

    private static int Padded(int length) => (length + Alignment - 1) / Alignment * Alignment;

    /// <summary>Enums in the arguments of attributes are looked up to know their size; what is not beside the library counts as four bytes.</summary>
    private sealed class FolderResolver : BaseAssemblyResolver
    {
        public FolderResolver(string folder)
        {
            foreach (var known in GetSearchDirectories()) RemoveSearchDirectory(known);
            AddSearchDirectory(folder);
        }
    }
}
