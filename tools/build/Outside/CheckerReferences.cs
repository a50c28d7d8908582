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

    /// <summary>The library that all others stand upon.</summary>
    private const string Core = "System.Runtime";

    /// <summary>The file of some libraries: a count, then the length of each and its bytes, each at a multiple of eight; numbers of four bytes, the least first.</summary>
    public static byte[] Blob(IEnumerable<string> libraries)
    {
        var all = Metadata(libraries);
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

    /// <summary>The metadata of libraries, stripped; that of the core library and of what comes with it as one.</summary>
    public static IReadOnlyList<byte[]> Metadata(IEnumerable<string> libraries)
    {
        var paths = libraries.Order(StringComparer.Ordinal).ToList();
        if (paths.Find(static path => Path.GetFileNameWithoutExtension(path) == Core) is not { } first) return [.. paths.Select(static path => Metadata(Stripped(path)))];
        using var core = AssemblyDefinition.ReadAssembly(first);
        var product = Product(core);
        var isPart = paths.ToLookup(path =>
        {
            using var library = AssemblyDefinition.ReadAssembly(path);
            return Product(library) == product;
        });
        var parts = isPart[true].OrderBy(path => path == first ? 0 : 1).Select(static path => Stripped(path)).ToList();
        var merged = MergedLibrary.Of(parts);
        var others = isPart[false].Select(path => Stripped(path, merged.Assembly)).ToList();
        foreach (var other in others) merged.Serve(other, parts.Select(static part => part.Name.Name).ToHashSet(StringComparer.Ordinal));
        return [Metadata(merged.Assembly), .. others.Select(Metadata)];
    }

    private static string? Product(AssemblyDefinition library) =>
        library.CustomAttributes.FirstOrDefault(static each => each.AttributeType.Name == "AssemblyProductAttribute")?.ConstructorArguments[0].Value as string;

    /// <summary>A library with what a compiler must know of it and no more.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="core">The library that it stands upon; null where it is a part of that.</param>
    private static AssemblyDefinition Stripped(string path, AssemblyDefinition? core = null)
    {
        var assembly = AssemblyDefinition.ReadAssembly(path, new(ReadingMode.Immediate) { AssemblyResolver = new FolderResolver(Path.GetDirectoryName(path)!, core) });
        assembly.MainModule.Resources.Clear();
        foreach (var type in assembly.MainModule.Types.ToList()) Strip(type, isVisible: true);
        foreach (var type in assembly.MainModule.Types.Where(static type => type.Name != "<Module>" && IsCompilerMade(type)).ToList()) assembly.MainModule.Types.Remove(type);
        return assembly;
    }

    private static byte[] Metadata(AssemblyDefinition assembly)
    {
        using var written = new MemoryStream();
        using (assembly) assembly.Write(written, new() { DeterministicMvid = true });
        written.Position = 0;
        using var file = new PEReader(written);
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

    /// <summary>Enums in the arguments of attributes are looked up to know their size; what is not to be had counts as four bytes.</summary>
    private sealed class FolderResolver : BaseAssemblyResolver
    {
        private readonly AssemblyDefinition? _core;

        public FolderResolver(string folder, AssemblyDefinition? core)
        {
            _core = core;
            foreach (var known in GetSearchDirectories()) RemoveSearchDirectory(known);
            AddSearchDirectory(folder);
        }

        public override AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters) => _core is not null && name.Name == Core ? _core : base.Resolve(name, parameters);
    }
}
