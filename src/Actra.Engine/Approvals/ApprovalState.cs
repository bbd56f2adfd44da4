namespace Actra.Approvals;

/// <summary>Where a request stands. The numbers are stored and never change.</summary>
public enum ApprovalState
{
    /// <summary>Votes are taken.</summary>
    Pending = 1,

    /// <summary>The groups are full; the work waits to be sent.</summary>
    Approved = 2,

    /// <summary>The work was sent to its own queue and has not been claimed yet.</summary>
    Released = 3,

    /// <summary>The guard has claimed it and its handler runs.</summary>
    Executing = 4,

    /// <summary>The handler returned. Closed.</summary>
    Executed = 5,

    /// <summary>The handler failed for good; a person may replay it while the grant is valid.</summary>
    Failed = 6,

    /// <summary>The worker vanished while the handler ran; a person decides.</summary>
    Held = 7,

    /// <summary>Enough votes were against it. Closed.</summary>
    Denied = 8,

    /// <summary>Time ran out, for votes or for the grant. Closed.</summary>
    Expired = 9,

    /// <summary>The requester took it back. Closed.</summary>
    Cancelled = 10,

    /// <summary>An approver took the approval back. Closed.</summary>
    Revoked = 11,

    /// <summary>It was judged again on resumption and blocked. Closed.</summary>
    Blocked = 12,

    /// <summary>It was judged again on resumption and another rule asks for approval: a newer request stands in its place. Closed.</summary>
    Superseded = 13,
}
