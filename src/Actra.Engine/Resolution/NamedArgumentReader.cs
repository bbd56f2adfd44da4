using Actra.Model;

namespace Actra.Resolution;

/// <summary>
/// Reads an action's declared fields from named values: a <see cref="FieldMap"/>, or pairs of names and objects. What the schema does not declare is left out, and so
/// is a field called <c>type</c>: it never says which action is meant.
/// </summary>
public sealed class NamedArgumentReader : IFieldReader
{
    private readonly ActionSchema? _schema;

    /// <summary>Builds the reader of an action.</summary>
    /// <param name="schema">The action; null where the policy does not declare it, and every name is read.</param>
    public NamedArgumentReader(ActionSchema? schema) => _schema = schema;

    /// <inheritdoc />
    public FieldMap Read(object contract)
    {
        var fields = new FieldMap();
        switch (contract)
        {
            case FieldMap map:
                foreach (var (name, value) in map.Where(field => IsRead(field.Key)))
                {
                    fields[name] = value;
                }

                return fields;
            case IEnumerable<KeyValuePair<string, object?>> pairs:
                foreach (var (name, value) in pairs.Where(field => IsRead(field.Key)))
                {
                    fields.Set(name, value);
                }

                return fields;
            default:
                throw new FieldValueException("named values are a FieldMap or pairs of names and objects");
        }
    }

    private bool IsRead(string name) => name != FieldLookup.ReservedName && _schema?.Fields.ContainsKey(name) != false;
}
