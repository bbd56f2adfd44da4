namespace Actra.Audit;

/// <summary>What a record in the decision log is about. The numbers are part of the hash and never change.</summary>
public enum AuditKind
{
    /// <summary>A decision was made.</summary>
    Decision = 1,

    /// <summary>Work was parked: a request for approval exists.</summary>
    Parked = 2,

    /// <summary>A vote was taken or refused.</summary>
    Vote = 3,

    /// <summary>A request changed its state.</summary>
    StateChange = 4,

    /// <summary>A duplicate of work that already ran was dropped.</summary>
    Dropped = 5,

    /// <summary>Work that could not be judged was set aside to be looked at again.</summary>
    Deferred = 6,

    /// <summary>Something that claimed to come from the guard, an approver or an actor was refused.</summary>
    Refused = 7,

    /// <summary>Records of plain allows were lost because the log could not keep up; the detail says how many.</summary>
    Lost = 8,

    /// <summary>Work was moved to the fault queue, or its job to a failed state.</summary>
    Faulted = 9,

    /// <summary>A request was approved in an emergency, by a role that may do so alone or by two people straight in the store.</summary>
    BreakGlass = 10,

    /// <summary>Nobody had decided in time: further roles may vote.</summary>
    Escalated = 11,

    /// <summary>Parked work of a closed request was erased.</summary>
    Erased = 12,

    /// <summary>The host has cut off the log's beginning, which was old enough; the detail names the last record that went, and the archive.</summary>
    Cut = 13,
}
