using Actra.Model;

namespace Actra.Resolution;

/// <summary>Takes what a snapshot resolver found. Not thread-safe.</summary>
public sealed class SnapshotWriter
{
    /// <summary>The fields written so far.</summary>
    public FieldMap Fields { get; } = [];

    /// <summary>Why the work cannot be judged, if a resolver said so.</summary>
    public SnapshotRejection? Rejection { get; private set; }

    /// <summary>Writes a field.</summary>
    /// <exception cref="FieldValueException">The value cannot be a field's value.</exception>
    public SnapshotWriter Set(string field, object? value)
    {
        Fields.Set(field, value);
        return this;
    }

    /// <summary>
    /// Says that the work cannot be judged, now or ever, for example because it names an account that does not exist: it goes to the fault queue. For what may
    /// pass, throw instead.
    /// </summary>
    /// <param name="code">A stable code, for example <c>account_unknown</c>.</param>
    /// <param name="reason">Why, for people.</param>
    public void Reject(string code, string reason)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        Rejection ??= new SnapshotRejection(code, reason);
    }
}
