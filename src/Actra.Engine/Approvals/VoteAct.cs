namespace Actra.Approvals;

/// <summary>What a signed vote asks for. The numbers are signed and stored, and never change.</summary>
public enum VoteAct
{
    /// <summary>Nothing was said, or what was said is older than acts: always refused.</summary>
    None = 0,

    /// <summary>A vote for the request.</summary>
    Approve = 1,

    /// <summary>A vote against it.</summary>
    Deny = 2,

    /// <summary>The approval is taken back, before the handler has started.</summary>
    Revoke = 3,

    /// <summary>The requester takes the request back.</summary>
    Cancel = 4,

    /// <summary>Failed or held work is sent again, while its grant is valid.</summary>
    Replay = 5,

    /// <summary>One person approves alone, by a role that the rule names for emergencies.</summary>
    BreakGlass = 6,
}

/// <summary>What can be said of an act by itself.</summary>
public static class VoteActs
{
    /// <summary>True for every act but <see cref="VoteAct.None"/>, and false for numbers that are no act.</summary>
    public static bool IsKnown(this VoteAct act) => act is >= VoteAct.Approve and <= VoteAct.BreakGlass;

    /// <summary>The act's name in commands, records and messages: <c>approve</c>, <c>break-glass</c>.</summary>
    public static string ToName(this VoteAct act) =>
        act switch
        {
            VoteAct.Approve => "approve",
            VoteAct.Deny => "deny",
            VoteAct.Revoke => "revoke",
            VoteAct.Cancel => "cancel",
            VoteAct.Replay => "replay",
            VoteAct.BreakGlass => "break-glass",
            _ => "nothing",
        };
}
