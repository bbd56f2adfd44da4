using System.Reflection;

namespace Actra.Resolution;

/// <summary>A property or parameter that could fill a field.</summary>
/// <param name="Name">Its .NET name.</param>
/// <param name="Type">Its .NET type.</param>
/// <param name="Field">The field that <see cref="ActraFieldAttribute"/> names.</param>
/// <param name="Hidden">True under <see cref="ActraIgnoreAttribute"/>.</param>
/// <param name="Source">The <see cref="PropertyInfo"/> or <see cref="ParameterInfo"/>.</param>
internal sealed record ContractMember(string Name, Type Type, string? Field, bool Hidden, object Source)
{
    /// <summary>How well the member's name says that it is the field; null where it does not.</summary>
    public int? Fit(string field)
    {
        if (Field is not null)
        {
            return string.Equals(Field, field, StringComparison.Ordinal) ? 0 : null;
        }

        return string.Equals(Name, field, StringComparison.Ordinal) ? 1
            : string.Equals(Naming.ToSnakeCase(Name), field, StringComparison.Ordinal) ? 2
            : null;
    }

    /// <summary>The public readable properties of a type, inherited ones too; of two with one name the more derived.</summary>
    public static IReadOnlyList<ContractMember> Of(Type type)
    {
        IEnumerable<Type> declaring = type.IsInterface ? [type, .. type.GetInterfaces()] : [type];
        var properties = declaring
            .SelectMany(owner => owner.GetProperties(BindingFlags.Public | BindingFlags.Instance))
            .Where(property => property.GetMethod is { IsPublic: true } && property.GetIndexParameters().Length == 0)
            .GroupBy(property => property.Name, StringComparer.Ordinal)
            .Select(MostDerived);
        return [.. properties.Select(property => From(type, property))];
    }

    /// <summary>The parameters of a method. Attributes on those of methods it overrides or implements hold too, unless it has its own.</summary>
    public static IReadOnlyList<ContractMember> Of(MethodInfo method)
    {
        var family = MethodFamily
            .Of(method)
            .SelectMany(level => level)
            .Select(known => known.GetParameters())
            .ToArray();
        return
        [
            .. method
                .GetParameters()
                .Select(parameter => new ContractMember(
                    parameter.Name ?? $"#{parameter.Position}",
                    parameter.ParameterType,
                    family
                        .Select(known => Attribute<ActraFieldAttribute>(known[parameter.Position]))
                        .FirstOrDefault(found => found is not null)
                        ?.Name,
                    family.Any(known => Attribute<ActraIgnoreAttribute>(known[parameter.Position]) is not null),
                    parameter
                )),
        ];
    }

    private static PropertyInfo MostDerived(IEnumerable<PropertyInfo> properties) =>
        properties.Aggregate((best, next) => best.DeclaringType!.IsAssignableFrom(next.DeclaringType) ? next : best);

    private static ContractMember From(Type type, PropertyInfo property)
    {
        // An attribute on the interface's property holds for the class's, unless the class has one of its own.
        PropertyInfo[] sources =
        [
            property,
            .. type.GetInterfaces()
                .Select(owner => owner.GetProperty(property.Name, property.PropertyType, Type.EmptyTypes))
                .OfType<PropertyInfo>(),
        ];
        return new ContractMember(
            property.Name,
            property.PropertyType,
            sources.Select(Attribute<ActraFieldAttribute>).FirstOrDefault(found => found is not null)?.Name,
            sources.Any(source => Attribute<ActraIgnoreAttribute>(source) is not null),
            property
        );
    }

    private static T? Attribute<T>(PropertyInfo property)
        where T : Attribute => (T?)System.Attribute.GetCustomAttribute(property, typeof(T), inherit: true);

    private static T? Attribute<T>(ParameterInfo parameter)
        where T : Attribute => (T?)System.Attribute.GetCustomAttribute(parameter, typeof(T), inherit: true);
}
