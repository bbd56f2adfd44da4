using Actra.Audit;

namespace Actra.Approvals;

/// <summary>What a command does to a request: the answer of <see cref="ApprovalMachine"/>, and of a store that applied it.</summary>
public sealed record ApprovalChange
{
    /// <summary>What became of the command.</summary>
    public required ApprovalOutcome Outcome { get; init; }

    /// <summary>The request as it stands after the command; null where there is none.</summary>
    public ApprovalRequest? Request { get; init; }

    /// <summary>Why the command was refused, naming both states where the state was the reason.</summary>
    public string? Message { get; init; }

    /// <summary>What must still be moved, if anything; stored in the transaction of the change.</summary>
    public ApprovalOutboxEntry? Outbox { get; init; }

    /// <summary>Who has to be told what; stored in the transaction of the change, where somebody wants to be told.</summary>
    public IReadOnlyList<ApprovalNotice> Notices { get; init; } = [];

    /// <summary>True where the parked work goes; the store refuses where it is still to be moved.</summary>
    public bool ErasesWork { get; init; }

    /// <summary>What goes into the decision log: state changes and votes, refused ones too. Renewals of a lease are not recorded.</summary>
    public IReadOnlyList<AuditEntry> Records { get; init; } = [];

    /// <summary>True where the store wrote <see cref="Records"/> in the transaction of the change; otherwise the caller appends them.</summary>
    public bool RecordsWritten { get; init; }

    /// <summary>True where the command was done.</summary>
    public bool Succeeded => Outcome == ApprovalOutcome.Done;
}
