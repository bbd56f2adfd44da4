using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>A request that is to be made.</summary>
public sealed record NewApproval
{
    /// <summary>The work.</summary>
    public required ApprovalWork Work { get; init; }

    /// <summary>The how-many-th request for this work it is, from 1. A second copy with the same number changes nothing.</summary>
    public required int Generation { get; init; }

    /// <summary>What is asked; at least one.</summary>
    public required IReadOnlyList<AskedAction> Asked { get; init; }

    /// <summary>Who asks.</summary>
    public required ActorIdentity Requester { get; init; }

    /// <summary>The tenant that the work belongs to, where the host holds tenants apart.</summary>
    public string? Tenant { get; init; }

    /// <summary>The hash of the policy that asks.</summary>
    public required string PolicyHash { get; init; }

    /// <summary>When the work was parked: expiry counts from here.</summary>
    public required DateTimeOffset ParkedAt { get; init; }

    /// <summary>When votes end.</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The trace that the work belongs to, if any.</summary>
    public string? TraceId { get; init; }

    /// <summary>The request that this one replaces, if any.</summary>
    public string? Supersedes { get; init; }

    /// <summary>What the host's key says to it: see <see cref="GrantSealer.Seal(NewApproval)"/>. Null where the host has no key.</summary>
    public string? Seal { get; init; }

    /// <summary>The request's id.</summary>
    public string Id => ApprovalId.For(Work.Key, Generation);
}
