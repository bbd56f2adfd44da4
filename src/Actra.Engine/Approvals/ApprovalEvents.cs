namespace Actra.Approvals;

/// <summary>The names of what happens to requests, for those who want to be told. A change of state has the name of the state that follows.</summary>
public static class ApprovalEvents
{
    /// <summary>Work was parked: somebody has to decide.</summary>
    public const string Requested = "approval.requested";

    /// <summary>A vote counts, and more are needed.</summary>
    public const string Voted = "approval.voted";

    /// <summary>Nobody has decided in time: further roles may vote.</summary>
    public const string Escalated = "approval.escalated";

    /// <summary>A request was approved in an emergency; <c>approval.approved</c> follows.</summary>
    public const string BreakGlass = "approval.break_glass";

    /// <summary>The name for a state, for example <c>approval.denied</c>.</summary>
    public static string Of(ApprovalState state) => "approval." + state.ToName();
}
