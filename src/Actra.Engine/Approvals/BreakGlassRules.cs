namespace Actra.Approvals;

/// <summary>How a request is approved in an emergency. Both ways leave a record of their own kind, and tell everybody who wants to be told.</summary>
internal static class BreakGlassRules
{
    /// <summary>True where every requirement lets one of these roles approve alone.</summary>
    public static bool Lets(ApprovalRequest request, Approver by) =>
        !string.IsNullOrWhiteSpace(by.Id)
        && request.Asked.All(asked =>
            asked.Requirement.BreakGlass.Any(role => by.Roles.Contains(role, StringComparer.Ordinal))
        );

    /// <summary>One person's vote, which has passed all other rules, approves.</summary>
    public static ApprovalChange Alone(ApprovalRequest request, ApprovalCommand.Vote vote, DateTimeOffset now) =>
        Approved(
            request,
            [Cast(vote.By.Id, [.. vote.By.Roles], vote.Comment!, now)],
            vote.By.Id,
            vote.Comment!,
            vote.Sealer,
            now
        );

    /// <summary>Two people, straight in the store.</summary>
    public static ApprovalChange Approve(
        ApprovalRequest request,
        ApprovalCommand.BreakGlass command,
        DateTimeOffset now
    )
    {
        // A blank that a hand has typed makes nobody a second person.
        command = command with
        {
            By = [.. command.By.Select(id => id.Trim())],
        };
        var by = string.Join(", ", command.By);
        return Refusal(request, command, now) is { } refusal
            ? request.Refuse(
                refusal.Outcome,
                refusal.Message,
                ApprovalRecords.Refused(request, by, $"break-glass refused: {refusal.Outcome}", now)
            )
            : Approved(
                request,
                [.. command.By.Select(id => Cast(id, [], command.Comment, now))],
                by,
                command.Comment,
                command.Sealer,
                now
            );
    }

    private static ApprovalChange Approved(
        ApprovalRequest request,
        ApprovalVote[] votes,
        string by,
        string comment,
        GrantSealer? sealer,
        DateTimeOffset now
    ) =>
        VoteRules
            .Grant(request, [.. request.Votes, .. votes], sealer, now)
            .Move(
                request,
                ApprovalState.Approved,
                null,
                by,
                now,
                ApprovalRecords.BrokenGlass(request, by, comment, now)
            )
            .AndTell(ApprovalEvents.BreakGlass, by, comment);

    private static (ApprovalOutcome Outcome, string Message)? Refusal(
        ApprovalRequest request,
        ApprovalCommand.BreakGlass command,
        DateTimeOffset now
    ) =>
        request.State != ApprovalState.Pending
            ? (ApprovalOutcome.WrongState, request.WrongState(ApprovalState.Approved).Message!)
        : now >= request.ExpiresAt ? (ApprovalOutcome.TooLate, $"time for votes on `{request.Id}` is over")
        : command.By.Count != 2
        || command.By.Any(string.IsNullOrWhiteSpace)
        || Approver.MayBeSame(command.By[0], command.By[1])
            ? (ApprovalOutcome.MissingRole, "two different people are needed")
        : request.Requester.Id.Length > 0
        && command.By.FirstOrDefault(id => Approver.MayBeSame(request.Requester.Id, id)) is { } own
            ? (ApprovalOutcome.OwnRequest, $"`{own}` is, or may be, the requester of `{request.Id}`")
        : string.IsNullOrWhiteSpace(command.Comment)
            ? (ApprovalOutcome.CommentMissing, "a comment is needed that says what the emergency is")
        : VoteRules.MayNotBeApproved(request) ? (ApprovalOutcome.Unverified, VoteRules.UnverifiedMessage(request))
        : !GrantSealer.Trusts(command.Sealer, request)
            ? (ApprovalOutcome.SealBroken, VoteRules.SealMessage(request, command.Sealer))
        : null;

    private static ApprovalVote Cast(string id, IReadOnlyList<string> roles, string comment, DateTimeOffset now) =>
        new(id, roles, Approve: true, comment, now) { BreakGlass = true };
}
