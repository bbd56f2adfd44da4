namespace Actra.Model;

/// <summary>The names of field types as schemas spell them.</summary>
public static class FieldTypeNames
{
    /// <summary>The schema's word for a type, for example <c>string</c>.</summary>
    public static string ToName(this FieldType type) =>
        type switch
        {
            FieldType.String => "string",
            FieldType.Number => "number",
            FieldType.Boolean => "boolean",
            FieldType.Timestamp => "timestamp",
            FieldType.Duration => "duration",
            _ => "none",
        };

    /// <summary>Reads the schema's word for a type; exact spelling.</summary>
    public static bool TryParse(string? name, out FieldType type)
    {
        type = name switch
        {
            "string" => FieldType.String,
            "number" => FieldType.Number,
            "boolean" => FieldType.Boolean,
            "timestamp" => FieldType.Timestamp,
            "duration" => FieldType.Duration,
            _ => FieldType.None,
        };
        return type != FieldType.None;
    }
}
