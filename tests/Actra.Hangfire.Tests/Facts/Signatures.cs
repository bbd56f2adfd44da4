using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Actra.Hangfire.Tests.Facts;

/// <summary>Writes the public members of a type as lines of text: `Namespace.Type | public virtual int Member();`.</summary>
internal static class Signatures
{
    private const BindingFlags Declared =
        BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(string)] = "string",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(bool)] = "bool",
        [typeof(object)] = "object",
        [typeof(void)] = "void",
        [typeof(double)] = "double",
    };

    public static IEnumerable<string> Of(Type type)
    {
        var members = type.IsEnum
            ? [Enumeration(type)]
            : type.GetMembers(Declared).Select(member => Describe(type, member)).OfType<string>();
        return members.Select(member => $"{type.FullName} | {member}");
    }

    private static string Enumeration(Type type)
    {
        var values = Enum.GetNames(type)
            .Select(name =>
                $"{name}={Convert.ToInt32(Enum.Parse(type, name), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)}"
            );
        return $"{{ {string.Join(", ", values)} }}";
    }

    private static string? Describe(Type type, MemberInfo member)
    {
        var obsolete = member.IsDefined(typeof(ObsoleteAttribute), inherit: false) ? "[Obsolete] " : "";
        return member switch
        {
            ConstructorInfo { IsStatic: false } constructor when IsVisible(constructor) =>
                $"{obsolete}{Access(constructor)}{type.Name}({Parameters(constructor)});",
            PropertyInfo { GetMethod: { } getter } property when IsVisible(getter) =>
                $"{obsolete}{(type.IsInterface ? "" : Access(getter))}{Modifier(type, getter)}{Name(property.PropertyType)} {property.Name} {{ get;{Setter(property, getter)} }}",
            FieldInfo { IsPublic: true } field =>
                $"{obsolete}public {FieldModifier(field)}{Name(field.FieldType)} {field.Name};",
            MethodInfo { IsSpecialName: false } method when IsVisible(method) =>
                $"{obsolete}{(type.IsInterface ? "" : Access(method))}{Modifier(type, method)}{Name(method.ReturnType)} {method.Name}{Generic(method)}({Parameters(method)});",
            _ => null,
        };
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Access(MethodBase method)
    {
        if (method.IsPublic)
        {
            return "public ";
        }

        return method.IsFamily || method.IsFamilyOrAssembly ? "protected " : "internal ";
    }

    private static string Modifier(Type type, MethodInfo method)
    {
        if (type.IsInterface)
        {
            return "";
        }

        if (method.IsStatic)
        {
            return "static ";
        }

        if (!method.IsVirtual || method.IsFinal)
        {
            return "";
        }

        if (method.GetBaseDefinition() != method)
        {
            return "override ";
        }

        return method.IsAbstract ? "abstract " : "virtual ";
    }

    private static string Setter(PropertyInfo property, MethodInfo getter) =>
        property.SetMethod switch
        {
            null or { IsPrivate: true } => "",
            { } setter when Access(setter) == Access(getter) => " set;",
            { } setter => $" {Access(setter)}set;",
        };

    private static string FieldModifier(FieldInfo field)
    {
        if (field.IsLiteral)
        {
            return "const ";
        }

        var shared = field.IsStatic ? "static " : "";
        return field.IsInitOnly ? shared + "readonly " : shared;
    }

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method)
    {
        var extends = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        return extends + string.Join(", ", method.GetParameters().Select(Parameter));
    }

    private static string Parameter(ParameterInfo parameter)
    {
        var many = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        return $"{many}{Name(parameter.ParameterType)} {parameter.Name}";
    }

    private static string Name(Type type)
    {
        if (type.IsArray)
        {
            return Name(type.GetElementType()!) + "[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return Name(underlying) + "?";
        }

        if (Keywords.TryGetValue(type, out var keyword))
        {
            return keyword;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(Name));
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{arguments}>"
            : type.Name;
    }
}
