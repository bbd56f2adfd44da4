namespace Actra.Model;

/// <summary>An object cannot be a field's value: its type has no counterpart in the policy language, or it would lose precision.</summary>
public sealed class FieldValueException : ActraException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What cannot be a value, and why.</param>
    /// <param name="innerException">What the getter threw, if it did.</param>
    public FieldValueException(string message, Exception? innerException = null)
        : base(message, innerException) { }
}
