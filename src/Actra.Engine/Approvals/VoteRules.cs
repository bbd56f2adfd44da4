namespace Actra.Approvals;

/// <summary>Who may vote, and what a vote does.</summary>
internal static class VoteRules
{
    public static ApprovalChange Vote(ApprovalRequest request, ApprovalCommand.Vote vote, DateTimeOffset now)
    {
        if (!vote.By.MaySee(request))
        {
            return request.Unseen(vote.By, vote.Approve ? "approve" : "deny", now);
        }

        if (Refusal(request, vote, now) is { } refusal)
        {
            var record = ApprovalRecords.Voted(request, vote, refusal.Outcome, now);
            return request.Refuse(refusal.Outcome, refusal.Message, record);
        }

        if (vote.Emergency)
        {
            return BreakGlassRules.Alone(request, vote, now);
        }

        var cast = new ApprovalVote(vote.By.Id, [.. vote.By.Roles], vote.Approve, vote.Comment, now);
        var next = GrantSealer.Reseal(vote.Sealer, request, request with { Votes = [.. request.Votes, cast] });
        var counted = ApprovalRecords.Voted(request, vote, ApprovalOutcome.Done, now);
        if (request.Asked.Any(asked => Tally.IsDenied(asked.Requirement, request.CreatedAt, next.Votes)))
        {
            return next.Move(
                request,
                ApprovalState.Denied,
                vote.Comment ?? $"denied by {vote.By.Id}",
                vote.By.Id,
                now,
                counted
            );
        }

        if (vote.Approve && request.Asked.All(asked => Tally.IsFull(asked.Requirement, request.CreatedAt, next.Votes)))
        {
            return Grant(request, next.Votes, vote.Sealer, now)
                .Move(request, ApprovalState.Approved, null, vote.By.Id, now, counted);
        }

        return next.Stay(request, now, counted).AndTell(ApprovalEvents.Voted, vote.By.Id, vote.Comment);
    }

    /// <summary>The request with its grant, sealed where there is a key.</summary>
    public static ApprovalRequest Grant(
        ApprovalRequest request,
        IReadOnlyList<ApprovalVote> votes,
        GrantSealer? sealer,
        DateTimeOffset now
    ) =>
        GrantSealer.Reseal(
            sealer,
            request,
            request with
            {
                Votes = votes,
                ApprovedAt = now,
                ValidUntil = now + ValidFor(request),
            }
        );

    /// <summary>True where somebody's roles let them act on the request. Roles that it would have been escalated to have no say about what was approved before.</summary>
    public static bool HasRole(ApprovalRequest request, Approver by, DateTimeOffset now) =>
        !string.IsNullOrWhiteSpace(by.Id)
        && request.Asked.Any(asked =>
            Tally.HasRole(asked.Requirement, request.CreatedAt, by.Roles, request.ApprovedAt ?? now)
        );

    /// <summary>True where nobody has proved who asks, and some requirement does not allow that.</summary>
    public static bool MayNotBeApproved(ApprovalRequest request) =>
        !request.Requester.Verified && request.Asked.Any(asked => !asked.Requirement.AllowUnverified);

    public static string UnverifiedMessage(ApprovalRequest request) =>
        $"nobody has proved who asks for `{request.Id}`: it can only be denied";

    /// <summary>True where somebody is, or may be, the requester, and some requirement does not allow that.</summary>
    public static bool IsOwn(ApprovalRequest request, Approver by) =>
        request.Requester.Id.Length > 0
        && Approver.MayBeSame(request.Requester.Id, by.Id)
        && request.Asked.Any(asked => !asked.Requirement.AllowSelf);

    private static bool IsRequester(ApprovalRequest request, Approver by) =>
        request.Requester.Id.Length > 0 && Approver.MayBeSame(request.Requester.Id, by.Id);

    private static (ApprovalOutcome Outcome, string Message)? Refusal(
        ApprovalRequest request,
        ApprovalCommand.Vote vote,
        DateTimeOffset now
    )
    {
        if (request.State != ApprovalState.Pending)
        {
            var wanted = vote.Approve ? ApprovalState.Approved : ApprovalState.Denied;
            return (ApprovalOutcome.WrongState, request.WrongState(wanted).Message!);
        }

        if (now >= request.ExpiresAt)
        {
            return (
                ApprovalOutcome.TooLate,
                $"time for votes on `{request.Id}` is over: it is {request.State.ToName()} and about to become expired"
            );
        }

        if (vote.Emergency ? IsRequester(request, vote.By) : IsOwn(request, vote.By))
        {
            return (ApprovalOutcome.OwnRequest, OwnMessage(request, vote.By));
        }

        if (vote.Emergency ? !vote.Approve || !BreakGlassRules.Lets(request, vote.By) : !HasRole(request, vote.By, now))
        {
            return (
                ApprovalOutcome.MissingRole,
                vote.Emergency
                    ? $"`{vote.By.Id}` holds no role that may approve `{request.Id}` alone"
                    : $"`{vote.By.Id}` holds none of the roles that may vote on `{request.Id}`"
            );
        }

        if (!vote.Emergency && request.Votes.Any(cast => Approver.MayBeSame(cast.ApproverId, vote.By.Id)))
        {
            return (ApprovalOutcome.AlreadyVoted, $"`{vote.By.Id}` has voted on `{request.Id}`");
        }

        if (!string.Equals(vote.ShownDigest, request.ShownDigest, StringComparison.Ordinal))
        {
            return (ApprovalOutcome.ShownChanged, $"what the voter was shown is not what `{request.Id}` says");
        }

        if (
            string.IsNullOrWhiteSpace(vote.Comment)
            && (vote.Emergency || request.Asked.Any(asked => asked.Requirement.CommentRequired))
        )
        {
            return (ApprovalOutcome.CommentMissing, $"a vote on `{request.Id}` needs a comment");
        }

        if (vote.Approve && MayNotBeApproved(request))
        {
            return (ApprovalOutcome.Unverified, UnverifiedMessage(request));
        }

        return vote.Approve && !GrantSealer.Trusts(vote.Sealer, request)
            ? (ApprovalOutcome.SealBroken, SealMessage(request, vote.Sealer))
            : null;
    }

    public static string SealMessage(ApprovalRequest request, GrantSealer? sealer) =>
        sealer is null
            ? $"`{request.Id}` is sealed, and there is no key here to seal its approval: it can only be denied"
            : $"the seal of `{request.Id}` does not hold: it was changed in the store, or sealed with a key that is not known here; it can only be denied";

    public static string OwnMessage(ApprovalRequest request, Approver by) =>
        string.Equals(Approver.Normalize(request.Requester.Id), Approver.Normalize(by.Id), StringComparison.Ordinal)
            ? $"`{by.Id}` is the requester of `{request.Id}`"
            : $"`{by.Id}` cannot be told from the requester of `{request.Id}`: this process does not normalise Unicode (invariant globalization)";

    private static TimeSpan ValidFor(ApprovalRequest request) =>
        request.Asked.Min(asked => asked.Requirement.ValidFor ?? ApprovalDefaults.DefaultValidFor);
}
