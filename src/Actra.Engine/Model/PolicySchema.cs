namespace Actra.Model;

/// <summary>What can be asked: the declared actions, and the fields of actor and snapshot.</summary>
/// <param name="Version">The language version that the schema document names; 1 or 2, in compatible mode any.</param>
/// <param name="Actions">The actions by name.</param>
/// <param name="Actor">The actor's fields by name.</param>
/// <param name="Snapshot">The snapshot's fields by name.</param>
public sealed record PolicySchema(
    long Version,
    IReadOnlyDictionary<string, ActionSchema> Actions,
    IReadOnlyDictionary<string, FieldSchema> Actor,
    IReadOnlyDictionary<string, FieldSchema> Snapshot
)
{
    /// <summary>A field's declaration as rules of an action see it; null where it is not declared.</summary>
    /// <param name="actionType">The action whose fields are meant by <see cref="Domain.Action"/>.</param>
    /// <param name="field">The field.</param>
    public FieldSchema? Find(string actionType, FieldRef field) =>
        field.Domain switch
        {
            Domain.Actor => Actor.GetValueOrDefault(field.Name),
            Domain.Snapshot => Snapshot.GetValueOrDefault(field.Name),
            _ => Actions.GetValueOrDefault(actionType)?.Fields.GetValueOrDefault(field.Name),
        };
}
