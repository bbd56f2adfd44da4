using Actra.Model;

namespace Actra.Resolution;

/// <summary>How one field is read from a contract.</summary>
/// <param name="Field">The field's name.</param>
/// <param name="Read">Reads it.</param>
internal readonly record struct FieldBinding(string Field, Func<object, FieldValue> Read)
{
    /// <summary>Reads all bindings; whatever a getter throws becomes a <see cref="FieldValueException"/> that names the field, since the same payload would throw again.</summary>
    public static FieldMap ReadAll(IReadOnlyList<FieldBinding> bindings, object contract)
    {
        var fields = new FieldMap();
        for (var i = 0; i < bindings.Count; i++)
        {
            var binding = bindings[i];
            try
            {
                fields[binding.Field] = binding.Read(contract);
            }
            catch (FieldValueException e)
            {
                throw new FieldValueException($"field `{binding.Field}`: {e.Message}", e);
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                throw new FieldValueException($"field `{binding.Field}`: reading it failed: {e.GetType().Name}", e);
            }
        }

        return fields;
    }
}
