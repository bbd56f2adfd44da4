using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>A fact about an action, as a field of the converted schema.</summary>
/// <param name="reference">The field.</param>
/// <param name="type">Its type.</param>
/// <param name="description">What it means, for people.</param>
/// <param name="folded">The fact that holds the same text folded; null where there is none.</param>
internal sealed class Fact(FieldRef reference, FieldType type, string description, Fact? folded = null)
{
    public FieldRef Field => reference;

    public FieldType Type => type;

    public string Description => description;

    public Fact? Folded => folded;
}
