using Actra.Model;

namespace Actra.Audit;

/// <summary>A log holds something that is not a record; <see cref="AuditVerifier"/> reports it.</summary>
/// <param name="sequence">The number of the record, as far as that can be said.</param>
/// <param name="message">What is wrong with it.</param>
/// <param name="innerException">Its cause, if any.</param>
public sealed class AuditUnreadableException(long sequence, string message, Exception? innerException = null)
    : ActraException(message, innerException)
{
    /// <summary>The number of the record.</summary>
    public long Sequence { get; } = sequence;
}
