namespace Actra.MassTransit;

/// <summary>Types as C# spells them.</summary>
internal static class TypeText
{
    public static string Of(Type type)
    {
        var name = (type.FullName ?? type.Name).Replace('+', '.');
        if (!type.IsGenericType)
        {
            return name;
        }

        var definition = (type.GetGenericTypeDefinition().FullName ?? type.Name).Replace('+', '.');
        var tick = definition.IndexOf('`', StringComparison.Ordinal);
        return $"{(tick < 0 ? definition : definition[..tick])}<{string.Join(", ", type.GetGenericArguments().Select(Of))}>";
    }
}
