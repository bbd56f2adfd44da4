namespace Actra.Approvals;

/// <summary>What became of a command.</summary>
public enum ApprovalOutcome
{
    /// <summary>It was done.</summary>
    Done = 0,

    /// <summary>There is no such request.</summary>
    NotFound,

    /// <summary>The request's state does not allow it; <see cref="ApprovalChange.Message"/> names both states.</summary>
    WrongState,

    /// <summary>The voter is the requester, and the requirement does not allow that.</summary>
    OwnRequest,

    /// <summary>The voter holds none of the roles asked for.</summary>
    MissingRole,

    /// <summary>The voter has voted.</summary>
    AlreadyVoted,

    /// <summary>What the voter was shown is not what the request says.</summary>
    ShownChanged,

    /// <summary>A comment is required.</summary>
    CommentMissing,

    /// <summary>The work's requester is unverified, and the requirement does not allow that.</summary>
    Unverified,

    /// <summary>Somebody else has claimed the work since.</summary>
    LeaseLost,

    /// <summary>The claim came while another holder's lease lasts.</summary>
    LeaseHeld,

    /// <summary>Time is over: for votes, or for the grant.</summary>
    TooLate,

    /// <summary>The time the command waits for has not come.</summary>
    TooEarly,

    /// <summary>The request's seal does not hold, or this host has not the key that sealed it: it can only be denied.</summary>
    SealBroken,
}
