namespace Actra.Model;

/// <summary>What one decision is made from: an action with its fields, who asks, the state of the world, and the time.</summary>
public sealed class PolicyInput
{
    /// <summary>Creates an input.</summary>
    /// <param name="actionType">The action's name in the schema. It comes from the contract, the attribute or the caller, never from a payload.</param>
    /// <param name="action">The action's fields; none where null.</param>
    /// <param name="actor">The actor's fields; none where null.</param>
    /// <param name="snapshot">The snapshot's fields; none where null.</param>
    public PolicyInput(string actionType, FieldMap? action = null, FieldMap? actor = null, FieldMap? snapshot = null)
    {
        ArgumentNullException.ThrowIfNull(actionType);
        ActionType = actionType;
        Action = action ?? [];
        Actor = actor ?? [];
        Snapshot = snapshot ?? [];
    }

    /// <summary>The action's name in the schema.</summary>
    public string ActionType { get; }

    /// <summary>The action's fields.</summary>
    public FieldMap Action { get; }

    /// <summary>The actor's fields.</summary>
    public FieldMap Actor { get; }

    /// <summary>The snapshot's fields.</summary>
    public FieldMap Snapshot { get; }

    /// <summary>The fields of a domain.</summary>
    public FieldMap this[Domain domain] =>
        domain switch
        {
            Domain.Actor => Actor,
            Domain.Snapshot => Snapshot,
            _ => Action,
        };

    /// <summary>A field's value; none where it is missing.</summary>
    public FieldValue this[FieldRef field] => this[field.Domain][field.Name];
}
