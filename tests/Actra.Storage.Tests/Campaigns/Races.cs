using Actra.Approvals;
using Actra.Model;
using Actra.Testing;
using static Actra.Storage.Tests.Campaigns.Race;
using static Actra.Storage.Tests.Campaigns.RaceStarts;

namespace Actra.Storage.Tests.Campaigns;

/// <summary>The races, each with all its endings: who wins, the request's state, what the loser is told, what the decision log says.</summary>
internal static class Races
{
    private const bool LeftWins = true;
    private const bool RightWins = false;
    private const string RevokeRefused = "Refused revoke refused: wrong state";
    private const string EndedLate = "Refused the handler returned after its claim was lost; the request is ";

    private static readonly TimeSpan Tick = TimeSpan.FromTicks(1);
    private static readonly TimeSpan UntilExpiry = SampleApprovals.Requirement.Expires!.Value;

    private static readonly Ending[] Revoked =
    [
        new(LeftWins, ApprovalState.Executing, "is executing", Move("released", "executing"), RevokeRefused),
        new(RightWins, ApprovalState.Revoked, "is revoked", Move("released", "revoked")),
    ];

    public static Race ApproveAgainstDeny { get; } =
        new(
            "approve against deny",
            Pending,
            new(Approve),
            new(Deny),
            new(
                LeftWins,
                ApprovalState.Approved,
                "is approved",
                ForCounted,
                Move("pending", "approved"),
                AgainstRefused
            ),
            new(RightWins, ApprovalState.Denied, "is denied", AgainstCounted, Move("pending", "denied"), ForRefused)
        );

    /// <summary>The voter's clock is one tick short of the end, the pump's is there.</summary>
    public static Race ApproveAgainstExpire { get; } =
        new(
            "approve against expire",
            Pending,
            new(Approve, UntilExpiry - Tick),
            Command(new ApprovalCommand.Expire(), UntilExpiry),
            new(LeftWins, ApprovalState.Approved, "is not over", ForCounted, Move("pending", "approved")),
            new(RightWins, ApprovalState.Expired, "is expired", Move("pending", "expired"), ForRefused)
        );

    /// <summary>A pump releases and a worker claims at once, while an approver takes the approval back.</summary>
    public static Race ReleaseAndClaimAgainstRevoke { get; } =
        new(
            "release and claim against revoke",
            Approved,
            new(ReleaseAndClaim),
            new(Revoke),
            [
                .. Revoked.Select(ending =>
                    ending with
                    {
                        Records = [Move("approved", "released"), .. ending.Records],
                    }
                ),
                new(RightWins, ApprovalState.Revoked, "is revoked", Move("approved", "revoked")),
            ]
        );

    public static Race ClaimAgainstRevoke { get; } =
        new("claim against revoke", Released, Claim("worker-1"), new(Revoke), Revoked);

    public static Race ClaimAgainstClaim { get; } =
        new(
            "claim against claim",
            Released,
            Claim("worker-1"),
            Claim("worker-2"),
            new(LeftWins, ApprovalState.Executing, "is executing: `worker-1` holds it", Move("released", "executing")),
            new(RightWins, ApprovalState.Executing, "is executing: `worker-2` holds it", Move("released", "executing"))
        );

    /// <summary>The handler returns just when a pump finds that its lease has run out.</summary>
    public static Race CompleteAgainstLoseLease { get; } =
        new(
            "complete against lose-lease",
            Executing,
            Command(new ApprovalCommand.Complete(1), Lease - Tick),
            Command(new ApprovalCommand.LoseLease(), Lease),
            new(LeftWins, ApprovalState.Executed, "is executed", Move("executing", "executed")),
            new(RightWins, ApprovalState.Held, "is held", Move("executing", "held"), EndedLate + "held")
        );

    public static Race CompleteAgainstLoseLeaseOfWorkThatRunsAgain { get; } =
        CompleteAgainstLoseLease with
        {
            Name = "complete against lose-lease, rerun",
            From = Executing with { BringAsync = (handle, work) => Executing.BringAsync(handle, RunsAgain(work)) },
            Endings =
            [
                CompleteAgainstLoseLease.Endings[0],
                new(
                    RightWins,
                    ApprovalState.Released,
                    "is released",
                    Move("executing", "released"),
                    EndedLate + "released"
                ),
            ],
        };

    /// <summary>A worker gets the work just when a pump has waited for that long enough, and wants to send it again.</summary>
    public static Race ClaimAgainstUnrelease { get; } =
        new(
            "claim against unrelease",
            Released,
            Claim("worker-1", Tick),
            new(Unrelease, Tick),
            new(LeftWins, ApprovalState.Executing, "is executing", Move("released", "executing")),
            new(RightWins, ApprovalState.Approved, "is approved", Move("released", "approved"))
        );

    public static Race ReleaseAgainstRelease { get; } =
        new(
            "release against release",
            Approved,
            Command(new ApprovalCommand.Release()),
            Command(new ApprovalCommand.Release()),
            new(LeftWins, ApprovalState.Released, "is released", Move("approved", "released")),
            new(RightWins, ApprovalState.Released, "is released", Move("approved", "released"))
        );

    /// <summary>Two copies of one message park. The loser is given the request that is there: that is no refusal, and says nothing.</summary>
    public static Race ParkAgainstPark { get; } =
        new(
            "park against park",
            Nowhere,
            new(Park),
            new(Park),
            new(LeftWins, ApprovalState.Pending, "", "Parked generation 1"),
            new(RightWins, ApprovalState.Pending, "", "Parked generation 1")
        );

    private static async Task<Answer> Unrelease(StorePlace.Handle handle, NewApproval work) =>
        await Command(new ApprovalCommand.Unrelease(handle.Clock.GetUtcNow())).RunAsync(handle, work);

    private static NewApproval RunsAgain(NewApproval work)
    {
        var requirement = SampleApprovals.Requirement with { OnLostLease = LostLease.Rerun };
        return work with { Asked = [work.Asked[0] with { Requirement = requirement }] };
    }
}
