namespace Actra.Approvals;

/// <summary>How people and timers end or reopen a request, and how the pump sends its work.</summary>
internal static class ClosingRules
{
    public static ApprovalChange Cancel(ApprovalRequest request, ApprovalCommand.Cancel cancel, DateTimeOffset now)
    {
        if (!cancel.By.MaySee(request))
        {
            return request.Unseen(cancel.By, "cancel", now);
        }

        if (request.State is not (ApprovalState.Pending or ApprovalState.Approved))
        {
            return request.WrongState(ApprovalState.Cancelled, Refused("cancel refused: wrong state"));
        }

        // Who cannot be told apart is not let through here: unlike a vote, a cancellation asks for the requester.
        return
            request.Requester.Id.Length > 0
            && string.Equals(
                Approver.Normalize(request.Requester.Id),
                Approver.Normalize(cancel.By.Id),
                StringComparison.Ordinal
            )
            ? request.Move(
                request,
                ApprovalState.Cancelled,
                cancel.Comment ?? $"cancelled by {cancel.By.Id}",
                cancel.By.Id,
                now
            )
            : request.Refuse(
                ApprovalOutcome.MissingRole,
                $"only the requester may cancel `{request.Id}`",
                Refused("cancel refused: not the requester")
            );

        Audit.AuditEntry Refused(string detail) => ApprovalRecords.Refused(request, cancel.By.Id, detail, now);
    }

    public static ApprovalChange Revoke(ApprovalRequest request, ApprovalCommand.Revoke revoke, DateTimeOffset now)
    {
        if (!revoke.By.MaySee(request))
        {
            return request.Unseen(revoke.By, "revoke", now);
        }

        if (
            request.State
            is not (ApprovalState.Approved or ApprovalState.Released or ApprovalState.Failed or ApprovalState.Held)
        )
        {
            return request.WrongState(
                ApprovalState.Revoked,
                ApprovalRecords.Refused(request, revoke.By.Id, "revoke refused: wrong state", now)
            );
        }

        return VoteRules.HasRole(request, revoke.By, now)
            ? request.Move(
                request,
                ApprovalState.Revoked,
                revoke.Comment ?? $"revoked by {revoke.By.Id}",
                revoke.By.Id,
                now
            )
            : MissingRole(request, revoke.By, "revoke", now);
    }

    /// <summary>The work goes back to approved, from where the pump sends it: the pump never does so by itself.</summary>
    public static ApprovalChange Replay(ApprovalRequest request, ApprovalCommand.Replay replay, DateTimeOffset now)
    {
        if (!replay.By.MaySee(request))
        {
            return request.Unseen(replay.By, "replay", now);
        }

        if (request.State is not (ApprovalState.Failed or ApprovalState.Held))
        {
            return request.WrongState(
                ApprovalState.Approved,
                ApprovalRecords.Refused(request, replay.By.Id, "replay refused: wrong state", now)
            );
        }

        if (request.GrantIsOver(now))
        {
            return request.Refuse(
                ApprovalOutcome.TooLate,
                $"the grant of `{request.Id}` is over: it is {request.State.ToName()} and cannot become approved",
                ApprovalRecords.Refused(request, replay.By.Id, "replay refused: the grant is over", now)
            );
        }

        if (!VoteRules.HasRole(request, replay.By, now))
        {
            return MissingRole(request, replay.By, "replay", now);
        }

        return VoteRules.IsOwn(request, replay.By)
            ? request.Refuse(
                ApprovalOutcome.OwnRequest,
                VoteRules.OwnMessage(request, replay.By),
                ApprovalRecords.Refused(request, replay.By.Id, "replay refused: own request", now)
            )
            : request.Move(
                request,
                ApprovalState.Approved,
                replay.Comment ?? $"replayed by {replay.By.Id}",
                replay.By.Id,
                now
            );
    }

    public static ApprovalChange Release(ApprovalRequest request, DateTimeOffset now)
    {
        if (request.State != ApprovalState.Approved)
        {
            return request.WrongState(ApprovalState.Released);
        }

        return request.GrantIsOver(now)
            ? request.Refuse(
                ApprovalOutcome.TooLate,
                $"the grant of `{request.Id}` is over: it is approved and cannot become released"
            )
            : (request with { ReleasedAt = now }).Move(request, ApprovalState.Released, null, null, now);
    }

    public static ApprovalChange Unrelease(ApprovalRequest request, DateTimeOffset sentBefore, DateTimeOffset now)
    {
        if (request.State != ApprovalState.Released)
        {
            return request.WrongState(ApprovalState.Approved);
        }

        return request.ReleasedAt < sentBefore
            ? request.Move(request, ApprovalState.Approved, "sent, and not claimed in time", null, now)
            : request.Refuse(ApprovalOutcome.TooEarly, $"`{request.Id}` was sent a short while ago");
    }

    public static ApprovalChange Escalate(ApprovalRequest request, DateTimeOffset now)
    {
        if (request.State != ApprovalState.Pending || request.ExpiresAt <= now)
        {
            return request.Refuse(
                request.State == ApprovalState.Pending ? ApprovalOutcome.TooLate : ApprovalOutcome.WrongState,
                $"request `{request.Id}` is {request.State.ToName()} and cannot be escalated"
            );
        }

        if (Escalation.Next(request) is not { } due || due > now)
        {
            return request.Refuse(ApprovalOutcome.TooEarly, $"the time to escalate `{request.Id}` has not come");
        }

        var to = Escalation.Words(request, now);
        return (request with { EscalatedAt = now })
            .Stay(request, now, ApprovalRecords.Escalated(request, to, now))
            .AndTell(ApprovalEvents.Escalated, null, to);
    }

    public static ApprovalChange Expire(ApprovalRequest request, DateTimeOffset now)
    {
        var pending = request.State == ApprovalState.Pending;
        var end = request.State switch
        {
            ApprovalState.Pending => request.ExpiresAt,
            ApprovalState.Approved or ApprovalState.Released or ApprovalState.Failed or ApprovalState.Held =>
                request.ValidUntil,
            _ => null,
        };
        if (end is null)
        {
            return request.WrongState(ApprovalState.Expired);
        }

        return end > now
            ? request.Refuse(ApprovalOutcome.TooEarly, $"the time of `{request.Id}` is not over")
            : request.Move(
                request,
                ApprovalState.Expired,
                pending ? "no decision in time" : "the approval was not used in time",
                null,
                now
            );
    }

    /// <summary>Closed by the guard, which holds the delivery and moves it itself.</summary>
    public static ApprovalChange CloseOnResumption(
        ApprovalRequest request,
        ApprovalState to,
        string reason,
        DateTimeOffset now
    ) => LeaseRules.IsResumable(request) ? request.Move(request, to, reason, null, now) : request.WrongState(to);

    private static ApprovalChange MissingRole(ApprovalRequest request, Approver by, string what, DateTimeOffset now) =>
        request.Refuse(
            ApprovalOutcome.MissingRole,
            $"`{by.Id}` holds none of the roles that may {what} `{request.Id}`",
            ApprovalRecords.Refused(request, by.Id, $"{what} refused: missing role", now)
        );
}
