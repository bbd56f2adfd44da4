namespace Actra.Model;

/// <summary>A declared action.</summary>
/// <param name="Name">The action's name.</param>
/// <param name="Fields">Its fields by name.</param>
public sealed record ActionSchema(string Name, IReadOnlyDictionary<string, FieldSchema> Fields)
{
    /// <summary>What the action does, for people.</summary>
    public string? Description { get; init; }
}
