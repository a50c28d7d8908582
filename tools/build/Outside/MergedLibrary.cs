using Mono.Cecil;

namespace Course.Build.Outside;

/// <summary>
/// One library of the metadata of many. For many a name a compiler looks into each library that it is given, and into all of the SDK's for
/// most; of one that holds what they hold together it asks once. Types keep their names; those that only one library sees, and that
/// another has as well, are kept once. Methods have no bodies, as the compiler needs none.
/// </summary>
internal sealed class MergedLibrary
{
    private readonly AssemblyDefinition _merged;
    private readonly Dictionary<string, TypeDefinition> _types = new(StringComparer.Ordinal);
    private readonly List<(TypeDefinition From, TypeDefinition To)> _declared = [];
    private readonly List<(ICustomAttributeProvider From, ICustomAttributeProvider To)> _attributed = [];

    private MergedLibrary(AssemblyNameDefinition name) => _merged = AssemblyDefinition.CreateAssembly(name, name.Name, ModuleKind.Dll);

    /// <summary>The library.</summary>
    /// <param name="libraries">What it is made of; the first gives it its name, and must hold what all others stand upon.</param>
    public static MergedLibrary Of(IReadOnlyList<AssemblyDefinition> libraries)
    {
        var name = libraries[0].Name;
        var library = new MergedLibrary(new(name.Name, name.Version) { PublicKey = name.PublicKey });
        library.Merge(libraries);
        return library;
    }

    /// <summary>The library.</summary>
    public AssemblyDefinition Assembly => _merged;

    /// <summary>Makes another library ask this one for what it asked of those that are in it.</summary>
    /// <param name="other">The other library.</param>
    /// <param name="gone">The names of the libraries that are no more.</param>
    public void Serve(AssemblyDefinition other, IReadOnlySet<string> gone)
    {
        var module = other.MainModule;
        var here = new AssemblyNameReference(_merged.Name.Name, _merged.Name.Version) { PublicKeyToken = _merged.Name.PublicKeyToken };
        foreach (var type in module.GetTypeReferences().Where(type => type.Scope is AssemblyNameReference scope && gone.Contains(scope.Name)).ToList()) type.Scope = here;
        foreach (var reference in module.AssemblyReferences.Where(reference => gone.Contains(reference.Name)).ToList()) module.AssemblyReferences.Remove(reference);
        module.AssemblyReferences.Add(here);
    }

    private void Merge(IReadOnlyList<AssemblyDefinition> libraries)
    {
        var all = libraries.SelectMany(static library => library.MainModule.Types).Where(static type => type.Name != "<Module>").ToList();

        // What is public is kept before what is not.
        foreach (var type in all.OrderBy(static type => type.IsPublic ? 0 : 1))
        {
            if (!_types.ContainsKey(type.FullName)) _merged.MainModule.Types.Add(Declare(type));
        }

        foreach (var (from, to) in _declared) Fill(from, to);
        foreach (var library in libraries)
        {
            _attributed.Add((library, _merged));
            _attributed.Add((library.MainModule, _merged.MainModule));
        }

        // Attributes name constructors, which are all there by now.
        foreach (var (from, to) in _attributed) Describe(from, to);
    }

    private TypeDefinition Declare(TypeDefinition from)
    {
        var to = new TypeDefinition(from.Namespace, from.Name, from.Attributes & ~TypeAttributes.HasSecurity) { PackingSize = from.PackingSize, ClassSize = from.ClassSize };
        Declare(from, to);
        _types.Add(from.FullName, to);
        _declared.Add((from, to));
        foreach (var nested in from.NestedTypes) to.NestedTypes.Add(Declare(nested));
        return to;
    }

    private static void Declare(IGenericParameterProvider from, IGenericParameterProvider to)
    {
        foreach (var parameter in from.GenericParameters) to.GenericParameters.Add(new(parameter.Name, to) { Attributes = parameter.Attributes });
    }

    private void Fill(TypeDefinition from, TypeDefinition to)
    {
        _attributed.Add((from, to));
        to.BaseType = from.BaseType is null ? null : Map(from.BaseType, null);
        Constrain(from, to, null);
        foreach (var implemented in from.Interfaces)
        {
            var here = new InterfaceImplementation(Map(implemented.InterfaceType, null));
            to.Interfaces.Add(here);
            _attributed.Add((implemented, here));
        }

        foreach (var field in from.Fields)
        {
            var here = new FieldDefinition(field.Name, field.Attributes & ~(FieldAttributes.HasFieldMarshal | FieldAttributes.HasFieldRVA), Signed(field.FieldType, null)) { Offset = field.Offset };
            if (field.HasConstant) here.Constant = field.Constant;
            to.Fields.Add(here);
            _attributed.Add((field, here));
        }

        var methods = from.Methods.ToDictionary(static method => method, method => Copy(method, to));
        foreach (var property in from.Properties)
        {
            var here = new PropertyDefinition(property.Name, property.Attributes, Signed(property.PropertyType, null)) { HasThis = property.HasThis, GetMethod = At(property.GetMethod), SetMethod = At(property.SetMethod) };
            to.Properties.Add(here);
            _attributed.Add((property, here));
        }

        foreach (var raised in from.Events)
        {
            var here = new EventDefinition(raised.Name, raised.Attributes, Map(raised.EventType, null)) { AddMethod = At(raised.AddMethod), RemoveMethod = At(raised.RemoveMethod) };
            to.Events.Add(here);
            _attributed.Add((raised, here));
        }

        MethodDefinition? At(MethodDefinition? method) => method is null ? null : methods[method];
    }

    private MethodDefinition Copy(MethodDefinition from, TypeDefinition type)
    {
        var to = new MethodDefinition(from.Name, from.Attributes & ~(MethodAttributes.HasSecurity | MethodAttributes.PInvokeImpl), _types["System.Void"])
        {
            ImplAttributes = from.ImplAttributes, CallingConvention = from.CallingConvention, HasThis = from.HasThis, ExplicitThis = from.ExplicitThis,
        };
        type.Methods.Add(to);
        Declare(from, to);
        Constrain(from, to, to);
        to.ReturnType = Signed(from.ReturnType, to);
        to.MethodReturnType.Attributes = from.MethodReturnType.Attributes & ~ParameterAttributes.HasFieldMarshal;
        _attributed.Add((from, to));
        _attributed.Add((from.MethodReturnType, to.MethodReturnType));
        foreach (var parameter in from.Parameters)
        {
            var here = new ParameterDefinition(parameter.Name, parameter.Attributes & ~ParameterAttributes.HasFieldMarshal, Signed(parameter.ParameterType, to));
            if (parameter.HasConstant) here.Constant = parameter.Constant;
            to.Parameters.Add(here);
            _attributed.Add((parameter, here));
        }

        foreach (var overridden in from.Overrides) to.Overrides.Add(Map(overridden));
        return to;
    }

    private void Constrain(IGenericParameterProvider from, IGenericParameterProvider to, IGenericParameterProvider? method)
    {
        foreach (var (parameter, here) in from.GenericParameters.Zip(to.GenericParameters))
        {
            _attributed.Add((parameter, here));
            foreach (var constraint in parameter.Constraints)
            {
                var mapped = new GenericParameterConstraint(Map(constraint.ConstraintType, method));
                here.Constraints.Add(mapped);
                _attributed.Add((constraint, mapped));
            }
        }
    }

    private void Describe(ICustomAttributeProvider from, ICustomAttributeProvider to)
    {
        foreach (var attribute in from.CustomAttributes)
        {
            var constructor = Map(attribute.Constructor);

            // Of what libraries say of themselves one copy does; what names a type is written anew, since it names the library too.
            if (to is AssemblyDefinition or ModuleDefinition && to.CustomAttributes.Any(each => each.AttributeType.FullName == attribute.AttributeType.FullName)) continue;
            to.CustomAttributes.Add(attribute.ConstructorArguments.Concat(attribute.Properties.Select(static each => each.Argument)).Any(static each => NamesType(each))
                ? Written(attribute, constructor)
                : new(constructor, attribute.GetBlob()));
        }
    }

    private static bool NamesType(CustomAttributeArgument argument) =>
        argument.Type.FullName == "System.Type" || argument.Value is CustomAttributeArgument boxed && NamesType(boxed) || argument.Value is CustomAttributeArgument[] many && many.Any(NamesType);

    private CustomAttribute Written(CustomAttribute attribute, MethodReference constructor)
    {
        var written = new CustomAttribute(constructor);
        foreach (var argument in attribute.ConstructorArguments) written.ConstructorArguments.Add(Map(argument));
        foreach (var property in attribute.Properties) written.Properties.Add(new(property.Name, Map(property.Argument)));
        return written;
    }

    private CustomAttributeArgument Map(CustomAttributeArgument argument) => new(Signed(argument.Type, null), argument.Value switch
    {
        TypeReference type => Map(type, null),
        CustomAttributeArgument boxed => Map(boxed),
        CustomAttributeArgument[] many => many.Select(Map).ToArray(),
        var value => value,
    });

    private MethodReference Map(MethodReference method)
    {
        var to = new MethodReference(method.Name, _types["System.Void"], Map(method.DeclaringType, null)) { HasThis = method.HasThis, ExplicitThis = method.ExplicitThis, CallingConvention = method.CallingConvention };
        Declare(method, to);
        to.ReturnType = Signed(method.ReturnType, to);
        foreach (var parameter in method.Parameters) to.Parameters.Add(new(Signed(parameter.ParameterType, to)));
        return to;
    }

    /// <summary>A type as it stands in a signature, where the simplest have codes of their own and belong to no library.</summary>
    private TypeReference Signed(TypeReference type, IGenericParameterProvider? method) =>
        type.IsPrimitive || type.MetadataType is MetadataType.Void or MetadataType.String or MetadataType.Object or MetadataType.TypedByReference ? type : Map(type, method);

    /// <summary>A type as it is called here.</summary>
    /// <param name="type">As it was called.</param>
    /// <param name="method">The method whose type parameters it may name.</param>
    private TypeReference Map(TypeReference type, IGenericParameterProvider? method)
    {
        switch (type)
        {
            case GenericParameter parameter:
                return parameter.Type == GenericParameterType.Method ? method!.GenericParameters[parameter.Position] : _types[parameter.DeclaringType.FullName].GenericParameters[parameter.Position];
            case GenericInstanceType instance:
                var made = new GenericInstanceType(Map(instance.ElementType, method));
                foreach (var argument in instance.GenericArguments) made.GenericArguments.Add(Signed(argument, method));
                return made;
            case ArrayType array:
                return array.IsVector ? new(Signed(array.ElementType, method)) : new ArrayType(Signed(array.ElementType, method), array.Rank);
            case ByReferenceType reference:
                return new ByReferenceType(Signed(reference.ElementType, method));
            case PointerType pointer:
                return new PointerType(Signed(pointer.ElementType, method));
            case RequiredModifierType required:
                return new RequiredModifierType(Map(required.ModifierType, method), Signed(required.ElementType, method));
            case OptionalModifierType optional:
                return new OptionalModifierType(Map(optional.ModifierType, method), Signed(optional.ElementType, method));
            case FunctionPointerType function:
                var pointed = new FunctionPointerType { HasThis = function.HasThis, ExplicitThis = function.ExplicitThis, CallingConvention = function.CallingConvention, ReturnType = Signed(function.ReturnType, method) };
                foreach (var parameter in function.Parameters) pointed.Parameters.Add(new(Signed(parameter.ParameterType, method)));
                return pointed;
            default:
                return _types[type.FullName];
        }
    }
}
