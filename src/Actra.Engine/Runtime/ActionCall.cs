using Actra.Model;

namespace Actra.Runtime;

/// <summary>
/// An action with its fields, ready to be judged: made by <c>ActraRuntime.NewAction</c> and <c>BuildAction</c>. It holds what the schema declares and nothing
/// else. Immutable.
/// </summary>
public sealed class ActionCall
{
    private readonly FieldMap _fields;

    internal ActionCall(string actionType, FieldMap fields, object? context = null)
    {
        ActionType = actionType;
        _fields = fields;
        Context = context;
    }

    /// <summary>The action's name in the schema.</summary>
    public string ActionType { get; }

    /// <summary>The fields, as a copy.</summary>
    public FieldMap Fields => new(_fields);

    /// <summary>What surrounds the call, for resolvers; null leaves it to the context resolver.</summary>
    public object? Context { get; }

    /// <summary>A field's value; none where it is missing.</summary>
    public FieldValue this[string field] => _fields[field];

    /// <summary>The same call in a context.</summary>
    /// <param name="context">What surrounds the call, for resolvers.</param>
    public ActionCall WithContext(object? context) => new(ActionType, _fields, context);

    /// <summary>The action and the names of its fields; values may be sensitive.</summary>
    public override string ToString() => $"{ActionType}({string.Join(", ", _fields.Select(field => field.Key))})";

    internal FieldMap Judged => _fields;
}
