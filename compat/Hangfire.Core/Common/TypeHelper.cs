using System.Text.RegularExpressions;

namespace Hangfire.Common;

public static partial class TypeHelper
{
    private static Func<string, Type> _resolver;
    private static Func<Type, string> _serializer;

    public static Func<string, Type> CurrentTypeResolver
    {
        get => _resolver ?? DefaultTypeResolver;
        set => _resolver = value;
    }

    public static Func<Type, string> CurrentTypeSerializer
    {
        get => _serializer ?? SimpleAssemblyTypeSerializer;
        set => _serializer = value;
    }

    public static string DefaultTypeSerializer(Type type) => type.AssemblyQualifiedName;

    public static string SimpleAssemblyTypeSerializer(Type type) => WithoutVersion(type.AssemblyQualifiedName);

    public static Type DefaultTypeResolver(string typeName) =>
        Type.GetType(typeName, throwOnError: false) ?? IgnoredAssemblyVersionTypeResolver(typeName);

    public static Type IgnoredAssemblyVersionTypeResolver(string typeName) =>
        Type.GetType(WithoutVersion(typeName), throwOnError: true);

    private static string WithoutVersion(string name) => VersionParts().Replace(name, "");

    [GeneratedRegex(@", (Version|Culture|PublicKeyToken)=[^,\]]*", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex VersionParts();
}
