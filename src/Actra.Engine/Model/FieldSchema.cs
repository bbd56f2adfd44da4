namespace Actra.Model;

/// <summary>A declared field.</summary>
/// <param name="Name">The field's name.</param>
/// <param name="Type">Its type.</param>
public sealed record FieldSchema(string Name, FieldType Type)
{
    /// <summary>The value of a field that is missing from the input; none where it must be present.</summary>
    public FieldValue Default { get; init; }

    /// <summary>True where the value is masked in logs, explanations, screens and headers.</summary>
    public bool Sensitive { get; init; }

    /// <summary>What the field means, for people.</summary>
    public string? Description { get; init; }
}
