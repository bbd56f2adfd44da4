namespace Actra.Model;

/// <summary>A field by its domain and name, for example <c>action.amount</c>.</summary>
/// <param name="Domain">Where the field comes from.</param>
/// <param name="Name">The field's name in that domain.</param>
public readonly record struct FieldRef(Domain Domain, string Name)
{
    /// <summary><c>domain.name</c>.</summary>
    public override string ToString() => $"{Domain.ToName()}.{Name}";
}
