using Actra.Audit;

namespace Actra.Approvals;

/// <summary>What became of a new request.</summary>
/// <param name="Request">The request that stands for the work: the new one, or the one that was there.</param>
/// <param name="Created">True where it is new.</param>
/// <param name="Records">What goes into the decision log.</param>
/// <param name="RecordsWritten">True where the store wrote them in the same transaction.</param>
public sealed record ParkResult(
    ApprovalRequest Request,
    bool Created,
    IReadOnlyList<AuditEntry> Records,
    bool RecordsWritten
)
{
    /// <summary>Who has to be told what; stored in the transaction, where somebody wants to be told.</summary>
    public IReadOnlyList<ApprovalNotice> Notices { get; init; } = [];
}
