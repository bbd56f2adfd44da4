using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>A request for approval, as it stands. Immutable; every change makes a new one with a higher <see cref="Version"/>.</summary>
public sealed record ApprovalRequest
{
    /// <summary><c>apr_</c> and 32 characters: see <see cref="ApprovalId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>The how-many-th request for this work it is, from 1.</summary>
    public required int Generation { get; init; }

    /// <summary>The work.</summary>
    public required ApprovalWork Work { get; init; }

    /// <summary>What is asked; at least one. All requirements must be met.</summary>
    public required IReadOnlyList<AskedAction> Asked { get; init; }

    /// <summary>Who asks.</summary>
    public required ActorIdentity Requester { get; init; }

    /// <summary>The tenant that the work belongs to, where the host holds tenants apart; only its own approvers see and decide it. Null where it does not.</summary>
    public string? Tenant { get; init; }

    /// <summary>The hash of the policy that asked.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>Where it stands.</summary>
    public required ApprovalState State { get; init; }

    /// <summary>When the work was parked.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When votes end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Counts changes, from 1; every change is a compare-and-set on it.</summary>
    public required long Version { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The trace that the work belongs to, if any.</summary>
    public string? TraceId { get; init; }

    /// <summary>The request that this one replaced, if any.</summary>
    public string? Supersedes { get; init; }

    /// <summary>The votes so far.</summary>
    public IReadOnlyList<ApprovalVote> Votes { get; init; } = [];

    /// <summary>When it was last escalated; null as long as it was not.</summary>
    public DateTimeOffset? EscalatedAt { get; init; }

    /// <summary>When the groups were full.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }

    /// <summary>When the grant ends; null until approved.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>What the host's key says to the request, from parking on: see <see cref="GrantSealer"/>. Null where the host has no key.</summary>
    public string? Seal { get; init; }

    /// <summary>When the work was last sent to its own queue, or is to be delivered again.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Who runs the handler.</summary>
    public string? LeaseOwner { get; init; }

    /// <summary>Until when it is theirs, unless renewed.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>Counts claims, from 1: a holder of an older number has lost the work.</summary>
    public long FencingToken { get; init; }

    /// <summary>Why it is in its state, in words: the denial's comment, the failure, the block.</summary>
    public string? StateReason { get; init; }

    /// <summary>When its work was erased; null as long as it was not.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>True in a state from which nothing leads anywhere.</summary>
    public bool IsClosed => State.IsClosed();

    /// <summary>
    /// The digest of all that an approver is shown: a vote names it, so that nobody approves what they did not see. It covers the work, the requester, and each
    /// action asked for with its rule, its reason and its fields.
    /// </summary>
    public string ShownDigest => ShownText.Of(this).Hash();
}
