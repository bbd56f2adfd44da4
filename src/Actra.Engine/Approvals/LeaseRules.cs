using Actra.Model;
using Actra.Resolution;

namespace Actra.Approvals;

/// <summary>Claims: at most one holder, told apart by the fencing token.</summary>
internal static class LeaseRules
{
    public static ApprovalChange Claim(ApprovalRequest request, ApprovalCommand.Claim claim, DateTimeOffset now)
    {
        if (request.State == ApprovalState.Executing)
        {
            return request.Refuse(
                ApprovalOutcome.LeaseHeld,
                $"request `{request.Id}` is executing: `{request.LeaseOwner}` holds it"
            );
        }

        if (!IsResumable(request))
        {
            return request.WrongState(ApprovalState.Executing);
        }

        if (request.GrantIsOver(now))
        {
            return request.Refuse(
                ApprovalOutcome.TooLate,
                $"the grant of `{request.Id}` is over: it is {request.State.ToName()} and cannot become executing"
            );
        }

        var claimed = request with
        {
            LeaseOwner = claim.Owner,
            LeaseUntil = now + claim.Lease,
            FencingToken = request.FencingToken + 1,
        };
        return claimed.Move(request, ApprovalState.Executing, null, claim.Owner, now);
    }

    /// <summary>Work may be claimed once sent; jobs and calls, which are not sent, as soon as approved.</summary>
    public static bool IsResumable(ApprovalRequest request) =>
        request.State == ApprovalState.Released
        || (request.State == ApprovalState.Approved && request.Work.Kind is WorkKind.Job or WorkKind.Call);

    public static ApprovalChange Renew(ApprovalRequest request, ApprovalCommand.Renew renew, DateTimeOffset now) =>
        Holds(request, renew.FencingToken)
            ? (request with { LeaseUntil = now + renew.Lease }).Stay(request, now)
            : Lost(request, ApprovalState.Executing);

    public static ApprovalChange Complete(ApprovalRequest request, long token, DateTimeOffset now) =>
        Holds(request, token)
            ? request.Move(request, ApprovalState.Executed, null, request.LeaseOwner, now)
            : LostAtEnd(request, ApprovalState.Executed, "the handler returned", now);

    public static ApprovalChange Fail(ApprovalRequest request, ApprovalCommand.Fail fail, DateTimeOffset now) =>
        Holds(request, fail.FencingToken)
            ? request.Move(request, ApprovalState.Failed, fail.Error, request.LeaseOwner, now)
            : LostAtEnd(request, ApprovalState.Failed, "the handler failed", now);

    /// <summary>A holder whose lease has lapsed was told to stop: how far its handler came is not its to judge any more.</summary>
    public static ApprovalChange PutBack(ApprovalRequest request, ApprovalCommand.PutBack putBack, DateTimeOffset now)
    {
        if (!Holds(request, putBack.FencingToken))
        {
            return LostAtEnd(request, ApprovalState.Released, "the handler did not finish", now);
        }

        return request.LeaseUntil <= now
            ? LoseLease(request, now)
            : (request with { ReleasedAt = putBack.NotBefore > now ? putBack.NotBefore : now }).Move(
                request,
                ApprovalState.Released,
                "to be delivered again by its pipeline",
                request.LeaseOwner,
                now
            );
    }

    public static ApprovalChange LoseLease(ApprovalRequest request, DateTimeOffset now)
    {
        var rerun = request.Asked.All(asked => asked.Requirement.OnLostLease == LostLease.Rerun);
        if (request.State != ApprovalState.Executing)
        {
            return request.WrongState(rerun ? ApprovalState.Released : ApprovalState.Held);
        }

        if (request.LeaseUntil > now)
        {
            return request.Refuse(ApprovalOutcome.TooEarly, $"the lease on `{request.Id}` still lasts");
        }

        var reason = $"the lease of `{request.LeaseOwner}` ran out while the handler ran";
        return rerun
            ? (request with { ReleasedAt = now }).Move(request, ApprovalState.Released, reason, null, now)
            : request.Move(request, ApprovalState.Held, reason, null, now);
    }

    private static bool Holds(ApprovalRequest request, long token) =>
        request.State == ApprovalState.Executing && request.FencingToken == token;

    private static ApprovalChange Lost(ApprovalRequest request, ApprovalState wanted) =>
        request.Refuse(
            ApprovalOutcome.LeaseLost,
            $"the claim on `{request.Id}` was lost: it is {request.State.ToName()} and cannot become {wanted.ToName()} by this holder"
        );

    /// <summary>How the work ended after its claim was lost is worth knowing to whoever decides about it: it is recorded.</summary>
    private static ApprovalChange LostAtEnd(
        ApprovalRequest request,
        ApprovalState wanted,
        string what,
        DateTimeOffset now
    )
    {
        var lost = Lost(request, wanted);
        return lost with
        {
            Records =
            [
                ApprovalRecords.Refused(
                    request,
                    null,
                    $"{what} after its claim was lost; the request is {request.State.ToName()}",
                    now
                ),
            ],
        };
    }
}
