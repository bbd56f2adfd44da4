namespace Actra.Approvals;

/// <summary>What can be said of a state by itself.</summary>
public static class ApprovalStates
{
    /// <summary>True for executed, denied, expired, cancelled, revoked, blocked, superseded.</summary>
    public static bool IsClosed(this ApprovalState state) =>
        state
            is ApprovalState.Executed
                or ApprovalState.Denied
                or ApprovalState.Expired
                or ApprovalState.Cancelled
                or ApprovalState.Revoked
                or ApprovalState.Blocked
                or ApprovalState.Superseded;

    /// <summary>The state's name in records, lists and messages: lower case.</summary>
    public static string ToName(this ApprovalState state) => state.ToString().ToLowerInvariant();
}
