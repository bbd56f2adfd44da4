using Actra.Model;

namespace Actra.Resolution;

/// <summary>Reads the fields of an action from what asks for it: a message, or the arguments of a job or call. Built once per contract; thread-safe.</summary>
public interface IFieldReader
{
    /// <summary>Reads the fields.</summary>
    /// <param name="contract">The message, or an <c>object?[]</c> of arguments.</param>
    /// <exception cref="FieldValueException">A value cannot be a field's value; the message names the field.</exception>
    FieldMap Read(object contract);
}
