namespace Actra.Approvals;

/// <summary>
/// The state machine of a request: a pure function from a request, a command and the time to what follows. Every store runs it inside its own transaction.
/// </summary>
public static class ApprovalMachine
{
    /// <summary>What becomes of a new request.</summary>
    /// <param name="approval">The request that is to be made.</param>
    /// <param name="newest">The newest request for the same work; null where there is none.</param>
    /// <param name="now">The time.</param>
    /// <returns>
    /// The new request, to be stored; or <paramref name="newest"/>, where it is open or of the same or a later generation, and then nothing is to be stored.
    /// </returns>
    /// <exception cref="ArgumentException">Nothing is asked, or a requirement has no group, or a group has no role or asks for nobody.</exception>
    public static ParkResult Park(NewApproval approval, ApprovalRequest? newest, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(approval);
        if (newest is not null && (!newest.IsClosed || newest.Generation >= approval.Generation))
        {
            return new ParkResult(newest, Created: false, [], RecordsWritten: false);
        }

        Check(approval);
        var request = Parked(approval, now);
        return new ParkResult(request, Created: true, [ApprovalRecords.Parked(request)], RecordsWritten: false)
        {
            Notices = [ApprovalNotice.Of(request, ApprovalEvents.Requested, request.Requester.Id, null)],
        };
    }

    /// <summary>What follows from a command. The state table is in <c>docs/approvals.md</c>; what it does not list is refused, naming both states.</summary>
    /// <param name="request">The request as it stands.</param>
    /// <param name="command">What is wanted.</param>
    /// <param name="now">The time. A vote or a grant whose time is over is refused, whether or not a timer has closed it.</param>
    public static ApprovalChange Apply(ApprovalRequest request, ApprovalCommand command, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(request);
        return command switch
        {
            ApprovalCommand.Vote vote => VoteRules.Vote(request, vote, now),
            ApprovalCommand.BreakGlass breakGlass => BreakGlassRules.Approve(request, breakGlass, now),
            ApprovalCommand.Escalate => ClosingRules.Escalate(request, now),
            ApprovalCommand.Cancel cancel => ClosingRules.Cancel(request, cancel, now),
            ApprovalCommand.Revoke revoke => ClosingRules.Revoke(request, revoke, now),
            ApprovalCommand.Release => ClosingRules.Release(request, now),
            ApprovalCommand.Unrelease unrelease => ClosingRules.Unrelease(request, unrelease.SentBefore, now),
            ApprovalCommand.Claim claim => LeaseRules.Claim(request, claim, now),
            ApprovalCommand.Renew renew => LeaseRules.Renew(request, renew, now),
            ApprovalCommand.Complete complete => LeaseRules.Complete(request, complete.FencingToken, now),
            ApprovalCommand.Fail fail => LeaseRules.Fail(request, fail, now),
            ApprovalCommand.PutBack putBack => LeaseRules.PutBack(request, putBack, now),
            ApprovalCommand.LoseLease => LeaseRules.LoseLease(request, now),
            ApprovalCommand.Expire => ClosingRules.Expire(request, now),
            ApprovalCommand.Block block => ClosingRules.CloseOnResumption(
                request,
                ApprovalState.Blocked,
                block.Reason,
                now
            ),
            ApprovalCommand.Supersede supersede => ClosingRules.CloseOnResumption(
                request,
                ApprovalState.Superseded,
                $"`{supersede.NewId}` stands in its place",
                now
            ),
            ApprovalCommand.Replay replay => ClosingRules.Replay(request, replay, now),
            ApprovalCommand.Erase erase => ErasureRules.Erase(request, erase, now),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, "no such command"),
        };
    }

    /// <summary>
    /// When a timer has to look at a request: its escalation, the end of votes, of the grant or of the lease. Null for closed ones. Released work that nobody claims is looked
    /// at earlier, when the release time-out says.
    /// </summary>
    public static DateTimeOffset? DueAt(ApprovalRequest request) =>
        request.State switch
        {
            ApprovalState.Pending => Escalation.Next(request) is { } next && next < request.ExpiresAt
                ? next
                : request.ExpiresAt,
            ApprovalState.Executing => request.LeaseUntil,
            _ => request.IsClosed ? null : request.ValidUntil,
        };

    /// <summary>The answer of a store that has no such request.</summary>
    public static ApprovalChange NotFound(string id) =>
        new() { Outcome = ApprovalOutcome.NotFound, Message = $"there is no request `{id}`" };

    /// <summary>The answer of a store to an erasure where the work has not reached the place that it goes to.</summary>
    /// <param name="request">The request as it stands.</param>
    /// <param name="erasure">What the machine said to it.</param>
    public static ApprovalChange StillToBeMoved(ApprovalRequest request, ApprovalChange erasure)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(erasure);
        return request.Refuse(
            ApprovalOutcome.TooEarly,
            $"the work of `{request.Id}` is still to be moved",
            [
                .. erasure.Records.Select(record =>
                    ApprovalRecords.Refused(
                        request,
                        record.Actor,
                        "erasure refused: the work is still to be moved",
                        record.Time
                    )
                ),
            ]
        );
    }

    /// <summary>The outbox entry of a closed request: all of it can be told from the request, so a store need only keep that there is one.</summary>
    public static ApprovalOutboxEntry OutboxOf(ApprovalRequest closed)
    {
        ArgumentNullException.ThrowIfNull(closed);
        return new ApprovalOutboxEntry(
            closed.Id,
            closed.Work.Service,
            closed.Work.Kind,
            closed.State,
            closed.StateReason,
            closed.ChangedAt
        );
    }

    /// <summary>The request that is made of what is parked.</summary>
    internal static ApprovalRequest Parked(NewApproval approval, DateTimeOffset now) =>
        new()
        {
            Id = approval.Id,
            Generation = approval.Generation,
            Work = approval.Work,
            Asked = approval.Asked,
            Requester = approval.Requester,
            Tenant = approval.Tenant,
            PolicyHash = approval.PolicyHash,
            State = ApprovalState.Pending,
            CreatedAt = approval.ParkedAt,
            ExpiresAt = approval.ExpiresAt,
            Version = 1,
            ChangedAt = now,
            TraceId = approval.TraceId,
            Supersedes = approval.Supersedes,
            Seal = approval.Seal,
        };

    private static void Check(NewApproval approval)
    {
        if (approval.Asked.Count == 0)
        {
            throw new ArgumentException("a request asks for at least one action", nameof(approval));
        }

        foreach (var asked in approval.Asked)
        {
            if (
                asked.Requirement.Groups.Count == 0
                || asked.Requirement.Groups.Any(g => g.Count < 1 || g.Roles.Count == 0)
            )
            {
                throw new ArgumentException(
                    $"the requirement for `{asked.ActionType}` needs a group, and each group a role and a count of at least 1",
                    nameof(approval)
                );
            }
        }
    }
}
