using Actra.Approvals;
using Actra.Model;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Engine.Tests.Approvals;

/// <summary>Requests in any state, made by the state machine itself.</summary>
internal sealed class Requests
{
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    /// <summary>One of finance; director after half an hour; on-call alone in an emergency.</summary>
    public static readonly ApprovalRequirement Rich = SampleApprovals.Requirement with
    {
        EscalateAfter = TimeSpan.FromMinutes(30),
        EscalateTo = ["director"],
        BreakGlass = ["on-call"],
    };

    public ManualTimeProvider Clock { get; } = new();

    public DateTimeOffset Now => Clock.GetUtcNow();

    public ApprovalRequest Pending(
        WorkKind kind = WorkKind.Message,
        ActorIdentity? requester = null,
        params IReadOnlyList<ApprovalRequirement> requirements
    )
    {
        var approval = SampleApprovals.Approval(Clock, kind: kind, requirements: requirements);
        return ApprovalMachine
            .Park(approval with { Requester = requester ?? SampleApprovals.Requester }, null, Now)
            .Request;
    }

    public ApprovalRequest In(ApprovalState state, WorkKind kind = WorkKind.Message)
    {
        var pending = Pending(kind, requirements: Rich);
        return state switch
        {
            ApprovalState.Pending => pending,
            ApprovalState.Approved => Do(pending, Approve(pending)),
            ApprovalState.Released => Do(In(ApprovalState.Approved, kind), new ApprovalCommand.Release()),
            ApprovalState.Executing => Do(In(ApprovalState.Released, kind), new ApprovalCommand.Claim("w", Lease)),
            ApprovalState.Executed => Do(In(ApprovalState.Executing, kind), new ApprovalCommand.Complete(1)),
            ApprovalState.Failed => Do(In(ApprovalState.Executing, kind), new ApprovalCommand.Fail(1, "it broke")),
            ApprovalState.Held => Do(In(ApprovalState.Executing, kind), new ApprovalCommand.LoseLease(), Now + Lease),
            ApprovalState.Denied => Do(pending, Deny(pending)),
            ApprovalState.Expired => Do(pending, new ApprovalCommand.Expire(), pending.ExpiresAt),
            ApprovalState.Cancelled => Do(pending, new ApprovalCommand.Cancel(new Approver("rita", []), null)),
            ApprovalState.Revoked => Do(
                In(ApprovalState.Approved, kind),
                new ApprovalCommand.Revoke(SampleApprovals.Finance(), null)
            ),
            ApprovalState.Blocked => Do(In(ApprovalState.Released, kind), new ApprovalCommand.Block("no longer")),
            _ => Do(In(ApprovalState.Released, kind), new ApprovalCommand.Supersede("apr_new")),
        };
    }

    public ApprovalRequest Do(ApprovalRequest request, ApprovalCommand command, DateTimeOffset? at = null)
    {
        var change = ApprovalMachine.Apply(request, command, at ?? Now);
        Assert.True(change.Succeeded, change.Message);
        Assert.Equal(request.Version + 1, change.Request!.Version);
        return change.Request;
    }

    public static ApprovalCommand.Vote Approve(
        ApprovalRequest request,
        string by = "alice",
        string? comment = null,
        params string[] roles
    ) => new(new Approver(by, roles is [] ? ["finance"] : roles), true, request.ShownDigest, comment);

    public static ApprovalCommand.Vote Emergency(
        ApprovalRequest request,
        string by = "omar",
        string? comment = "the house burns",
        params string[] roles
    ) => Approve(request, by, comment, roles is [] ? ["on-call"] : roles) with { Emergency = true };

    public static ApprovalCommand.Vote Deny(ApprovalRequest request, string by = "alice", params string[] roles) =>
        Approve(request, by, null, roles) with
        {
            Approve = false,
        };
}
