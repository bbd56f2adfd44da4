using Actra.Model;

namespace Actra.Resolution;

/// <summary>Which .NET types can be which field types: the counterpart, before any value is there, of <see cref="FieldValue.From"/>.</summary>
internal static class FieldTypes
{
    /// <summary>The field type that values of a .NET type have; <see cref="FieldType.None"/> where they never have one, null where only the value tells.</summary>
    public static FieldType? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(object) || type == typeof(FieldValue))
        {
            return null;
        }

        if (type.IsEnum || type == typeof(Guid) || typeof(Uri).IsAssignableFrom(type))
        {
            return FieldType.String;
        }

        if (type == typeof(DateTimeOffset))
        {
            return FieldType.Timestamp;
        }

        if (type == typeof(TimeSpan))
        {
            return FieldType.Duration;
        }

        return Type.GetTypeCode(type) switch
        {
            TypeCode.String or TypeCode.Char => FieldType.String,
            TypeCode.Boolean => FieldType.Boolean,
            TypeCode.DateTime => FieldType.Timestamp,
            >= TypeCode.SByte and <= TypeCode.Decimal => FieldType.Number,
            _ => FieldType.None,
        };
    }

    /// <summary>True where a value of the .NET type can be a field of the declared type.</summary>
    public static bool CanBe(Type type, FieldType declared) => Of(type) is not { } found || found == declared;

    /// <summary>True for a type whose values are no field's value themselves, but may have properties that are.</summary>
    public static bool IsComplex(Type type) => Of(type) == FieldType.None;
}
