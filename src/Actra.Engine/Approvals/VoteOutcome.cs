namespace Actra.Approvals;

/// <summary>What became of a vote.</summary>
public enum VoteOutcome
{
    /// <summary>It counts, and more are needed.</summary>
    Recorded = 0,

    /// <summary>It was the last one needed: the work is released.</summary>
    Approved,

    /// <summary>The request is denied.</summary>
    Denied,

    /// <summary>The voter is the requester.</summary>
    OwnRequest,

    /// <summary>The voter holds none of the roles asked for.</summary>
    MissingRole,

    /// <summary>The voter has voted before.</summary>
    AlreadyVoted,

    /// <summary>Votes are over: decided, expired or closed.</summary>
    NotPending,

    /// <summary>What the voter was shown is not what the request says.</summary>
    ShownChanged,

    /// <summary>A comment is required.</summary>
    CommentMissing,

    /// <summary>There is no such request.</summary>
    NotFound,

    /// <summary>The work's requester is unverified, and the requirement does not allow that: it can only be denied.</summary>
    Unverified,

    /// <summary>The store could not answer: nobody knows whether the vote counts. Vote again.</summary>
    Unavailable,

    /// <summary>Somebody without the host's key has changed the request in the store, or this host has not the key: it can only be denied.</summary>
    SealBroken,
}
