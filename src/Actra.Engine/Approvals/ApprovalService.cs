using Actra.Audit;
using Actra.Model;

namespace Actra.Approvals;

/// <summary>What people do with requests, over a store and the decision log.</summary>
/// <param name="store">Keeps the requests.</param>
/// <param name="log">Takes the records that the store does not write itself.</param>
/// <param name="clock">The clock of records about requests that do not exist.</param>
/// <param name="keys">The host's keys, which seal approvals; null where the host has none.</param>
public sealed partial class ApprovalService(
    IApprovalStore store,
    IAuditLog log,
    TimeProvider clock,
    ActraKeyRing? keys = null
) : IApprovals
{
    private readonly GrantSealer? _sealer = keys is null ? null : new GrantSealer(keys);

    /// <inheritdoc />
    public Task<VoteResult> ApproveAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    ) => VoteAsync(id, new ApprovalCommand.Vote(by, Approve: true, shownDigest, comment) { Sealer = _sealer }, ct);

    /// <inheritdoc />
    public Task<VoteResult> DenyAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    ) => VoteAsync(id, new ApprovalCommand.Vote(by, Approve: false, shownDigest, comment) { Sealer = _sealer }, ct);

    /// <inheritdoc />
    public Task<VoteResult> BreakGlassAsync(
        string id,
        Approver by,
        string shownDigest,
        string comment,
        CancellationToken ct = default
    ) =>
        VoteAsync(
            id,
            new ApprovalCommand.Vote(by, Approve: true, shownDigest, comment) { Emergency = true, Sealer = _sealer },
            ct
        );

    /// <inheritdoc />
    public Task<ApprovalChange> RevokeAsync(
        string id,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        return ChangeAsync(id, new ApprovalCommand.Revoke(by, comment), by.Id, ct);
    }

    /// <inheritdoc />
    public Task<ApprovalChange> CancelAsync(
        string id,
        Approver requester,
        string? comment = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(requester);
        return ChangeAsync(id, new ApprovalCommand.Cancel(requester, comment), requester.Id, ct);
    }

    /// <inheritdoc />
    public Task<ApprovalChange> ReplayAsync(
        string id,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(by);
        return ChangeAsync(id, new ApprovalCommand.Replay(by, comment), by.Id, ct);
    }

    /// <inheritdoc />
    public async Task<ApprovalRequest?> GetAsync(string id, CancellationToken ct = default) =>
        await store.GetAsync(id, ct);

    /// <inheritdoc />
    public async Task<IReadOnlyList<ApprovalRequest>> ListAsync(
        ApprovalQuery? query = null,
        CancellationToken ct = default
    ) => await store.ListAsync(query ?? new ApprovalQuery(), ct);

    private async Task<VoteResult> VoteAsync(string id, ApprovalCommand.Vote vote, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(vote.By);
        var change = await ChangeAsync(id, vote, vote.By.Id, ct);
        var outcome = Outcome(change);
        ActraTelemetry.Votes.Add(
            1,
            new KeyValuePair<string, object?>("outcome", outcome.ToString().ToLowerInvariant())
        );
        return new VoteResult(outcome, change.Request, change.Message ?? Words(change.Request!));
    }

    private async Task<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, string by, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(id);
        var change = await store.ChangeAsync(id, command, ct);
        if (change.Outcome == ApprovalOutcome.NotFound && change.Records.Count == 0)
        {
            change = change with { Records = [Unknown(id, command, by)] };
        }

        if (!change.RecordsWritten && change.Records.Count > 0)
        {
            // What has changed must be recorded, whether or not the caller still waits.
            await log.AppendAsync(change.Records, CancellationToken.None);
        }

        // What is said of another tenant's request must not differ from what is said of none.
        return change.Outcome == ApprovalOutcome.NotFound ? ApprovalMachine.NotFound(id) : change;
    }

    private AuditEntry Unknown(string id, ApprovalCommand command, string by) =>
        new()
        {
            Time = clock.GetUtcNow(),
            Kind = AuditKind.Refused,
            Service = "",
            Actor = by,
            ApprovalId = id,
            Detail = $"{command.GetType().Name.ToLowerInvariant()} refused: no such request",
        };

    private static VoteOutcome Outcome(ApprovalChange change) =>
        change.Outcome switch
        {
            ApprovalOutcome.Done => change.Request!.State switch
            {
                ApprovalState.Approved => VoteOutcome.Approved,
                ApprovalState.Denied => VoteOutcome.Denied,
                _ => VoteOutcome.Recorded,
            },
            ApprovalOutcome.NotFound => VoteOutcome.NotFound,
            ApprovalOutcome.OwnRequest => VoteOutcome.OwnRequest,
            ApprovalOutcome.MissingRole => VoteOutcome.MissingRole,
            ApprovalOutcome.AlreadyVoted => VoteOutcome.AlreadyVoted,
            ApprovalOutcome.ShownChanged => VoteOutcome.ShownChanged,
            ApprovalOutcome.CommentMissing => VoteOutcome.CommentMissing,
            ApprovalOutcome.Unverified => VoteOutcome.Unverified,
            ApprovalOutcome.SealBroken => VoteOutcome.SealBroken,
            _ => VoteOutcome.NotPending,
        };

    private static string Words(ApprovalRequest request) =>
        request.State == ApprovalState.Pending
            ? $"the vote on `{request.Id}` counts; more are needed"
            : $"`{request.Id}` is {request.State.ToName()}";
}
