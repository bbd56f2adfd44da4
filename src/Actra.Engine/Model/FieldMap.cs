using System.Collections;

namespace Actra.Model;

/// <summary>
/// The fields of one domain by name. Names are compared ordinally. Setting a field to no value removes it. Not safe for concurrent writers.
/// </summary>
public sealed class FieldMap : IEnumerable<KeyValuePair<string, FieldValue>>
{
    private readonly Dictionary<string, FieldValue> _values;

    /// <summary>Creates an empty map.</summary>
    public FieldMap() => _values = new Dictionary<string, FieldValue>(StringComparer.Ordinal);

    /// <summary>Creates a copy.</summary>
    /// <param name="source">The fields to copy.</param>
    public FieldMap(IEnumerable<KeyValuePair<string, FieldValue>> source) =>
        _values = new Dictionary<string, FieldValue>(source, StringComparer.Ordinal);

    /// <summary>How many fields have a value.</summary>
    public int Count => _values.Count;

    /// <summary>A field's value; <see cref="FieldValue.None"/> where it has none.</summary>
    /// <param name="name">The field's name.</param>
    public FieldValue this[string name]
    {
        get => _values.GetValueOrDefault(name);
        set
        {
            if (value.HasValue)
            {
                _values[name] = value;
            }
            else
            {
                _values.Remove(name);
            }
        }
    }

    /// <summary>Sets a field from a .NET object; see <see cref="FieldValue.From"/>.</summary>
    /// <exception cref="FieldValueException">The object cannot be a field's value; the message names the field.</exception>
    public FieldMap Set(string name, object? value)
    {
        try
        {
            this[name] = FieldValue.From(value);
        }
        catch (FieldValueException e)
        {
            throw new FieldValueException($"field `{name}`: {e.Message}");
        }

        return this;
    }

    /// <summary>Adds a field; for collection initialisers.</summary>
    /// <param name="name">The field's name.</param>
    /// <param name="value">The field's value; see <see cref="FieldValue.From"/>.</param>
    public void Add(string name, object? value) => Set(name, value);

    /// <summary>True where the field has a value.</summary>
    public bool Contains(string name) => _values.ContainsKey(name);

    /// <summary>A field's value, if it has one.</summary>
    public bool TryGet(string name, out FieldValue value) => _values.TryGetValue(name, out value);

    /// <inheritdoc />
    public IEnumerator<KeyValuePair<string, FieldValue>> GetEnumerator() => _values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
