namespace Actra.Approvals;

/// <summary>A change that somebody wants made to a request. <see cref="ApprovalMachine"/> says whether it may be, and what follows.</summary>
public abstract record ApprovalCommand
{
    private ApprovalCommand() { }

    /// <summary>A vote.</summary>
    /// <param name="By">Who votes.</param>
    /// <param name="Approve">For or against.</param>
    /// <param name="ShownDigest">What the voter was shown: <see cref="ApprovalRequest.ShownDigest"/>.</param>
    /// <param name="Comment">What the voter says.</param>
    public sealed record Vote(Approver By, bool Approve, string ShownDigest, string? Comment) : ApprovalCommand
    {
        /// <summary>True where an emergency is claimed: a role that every requirement names in <c>break_glass</c> approves alone, with a comment.</summary>
        public bool Emergency { get; init; }

        /// <summary>Seals the vote; null on a host without keys.</summary>
        public GrantSealer? Sealer { get; init; }
    }

    /// <summary>
    /// Two people approve past all groups, where nobody can vote: written straight into the store by whoever may write there. Recorded as what it is.
    /// </summary>
    /// <param name="By">Two different identities, neither of them the requester.</param>
    /// <param name="Comment">Why; required.</param>
    public sealed record BreakGlass(IReadOnlyList<string> By, string Comment) : ApprovalCommand
    {
        /// <summary>Seals the approval; null where there is no key: then it is refused where a host with keys has parked the work.</summary>
        public GrantSealer? Sealer { get; init; }
    }

    /// <summary>A timer found that nobody has decided in time: the roles that the requirement names may vote from then on.</summary>
    public sealed record Escalate : ApprovalCommand;

    /// <summary>The requester takes the request back.</summary>
    /// <param name="By">Who asks for it; must be the requester.</param>
    /// <param name="Comment">Why.</param>
    public sealed record Cancel(Approver By, string? Comment) : ApprovalCommand;

    /// <summary>Somebody who may approve takes the approval back, before the handler has started.</summary>
    /// <param name="By">Who revokes; must hold a role that could vote when it was approved.</param>
    /// <param name="Comment">Why.</param>
    public sealed record Revoke(Approver By, string? Comment) : ApprovalCommand;

    /// <summary>The pump is about to send the work to its own queue.</summary>
    public sealed record Release : ApprovalCommand;

    /// <summary>The work was sent and nobody claimed it in time: it is to be sent again.</summary>
    /// <param name="SentBefore">Applies only where it was sent before this time.</param>
    public sealed record Unrelease(DateTimeOffset SentBefore) : ApprovalCommand;

    /// <summary>The guard claims the work before its handler starts. Work that cannot be sent (jobs, calls) may be claimed when approved.</summary>
    /// <param name="Owner">Who claims.</param>
    /// <param name="Lease">For how long, unless renewed.</param>
    public sealed record Claim(string Owner, TimeSpan Lease) : ApprovalCommand;

    /// <summary>The holder renews its lease.</summary>
    /// <param name="FencingToken">The number the claim gave.</param>
    /// <param name="Lease">For how long from now.</param>
    public sealed record Renew(long FencingToken, TimeSpan Lease) : ApprovalCommand;

    /// <summary>The handler returned.</summary>
    /// <param name="FencingToken">The number the claim gave.</param>
    public sealed record Complete(long FencingToken) : ApprovalCommand;

    /// <summary>The handler failed for good.</summary>
    /// <param name="FencingToken">The number the claim gave.</param>
    /// <param name="Error">How it failed.</param>
    public sealed record Fail(long FencingToken, string Error) : ApprovalCommand;

    /// <summary>The handler did not finish, and its pipeline will deliver the work again (a scheduled redelivery, a job's retry): the grant stays open.</summary>
    /// <param name="FencingToken">The number the claim gave.</param>
    public sealed record PutBack(long FencingToken) : ApprovalCommand
    {
        /// <summary>When its pipeline will deliver it; until then, and the release time-out from then on, it is not sent from here. Null for at once.</summary>
        public DateTimeOffset? NotBefore { get; init; }
    }

    /// <summary>The lease ran out: held for a person, or sent again, as the requirement says.</summary>
    public sealed record LoseLease : ApprovalCommand;

    /// <summary>A timer found that time for votes or for the grant is over.</summary>
    public sealed record Expire : ApprovalCommand;

    /// <summary>Judged again on resumption, the work is blocked.</summary>
    /// <param name="Reason">Why.</param>
    public sealed record Block(string Reason) : ApprovalCommand;

    /// <summary>Judged again on resumption, another rule asks for approval.</summary>
    /// <param name="NewId">The request that stands in its place.</param>
    public sealed record Supersede(string NewId) : ApprovalCommand;

    /// <summary>A person sends failed or held work again while its grant is valid.</summary>
    /// <param name="By">Who; must hold a role that could vote when it was approved, and not be the requester.</param>
    /// <param name="Comment">Why.</param>
    public sealed record Replay(Approver By, string? Comment) : ApprovalCommand;

    /// <summary>The parked work of a closed request is erased; the request and its records stay.</summary>
    /// <param name="Fields">True where the fields that approvers were shown go, too.</param>
    /// <param name="By">Who asked for it; null for the timer.</param>
    public sealed record Erase(bool Fields, string? By) : ApprovalCommand;
}
