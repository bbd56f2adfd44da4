namespace Actra.Approvals;

/// <summary>What people do with requests. Every vote, refused ones too, is recorded in the decision log.</summary>
public interface IApprovals
{
    /// <summary>Votes for a request.</summary>
    /// <param name="id">The request.</param>
    /// <param name="by">Who votes: an authenticated identity.</param>
    /// <param name="shownDigest">What the voter was shown: <see cref="ApprovalRequest.ShownDigest"/>.</param>
    /// <param name="comment">What the voter says.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<VoteResult> ApproveAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    );

    /// <summary>Votes against a request. Parameters as for <see cref="ApproveAsync"/>.</summary>
    Task<VoteResult> DenyAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Approves alone, in an emergency: where every requirement names a role of the approver in <c>break_glass</c>. Recorded as what it is; everybody who
    /// wants to be told is told.
    /// </summary>
    /// <param name="id">The request.</param>
    /// <param name="by">Who approves; never the requester.</param>
    /// <param name="shownDigest">What they were shown.</param>
    /// <param name="comment">What the emergency is; required.</param>
    /// <param name="ct">Cancels the call.</param>
    Task<VoteResult> BreakGlassAsync(
        string id,
        Approver by,
        string shownDigest,
        string comment,
        CancellationToken ct = default
    );

    /// <summary>Votes on many requests that were shown, each by itself: one that is refused stops none.</summary>
    /// <param name="shown">The requests, with the digests of what was shown.</param>
    /// <param name="approve">For or against.</param>
    /// <param name="by">Who votes.</param>
    /// <param name="comment">What the voter says.</param>
    /// <param name="ct">Ends it between two votes; the results so far are lost, the votes are not.</param>
    /// <returns>A result for each, in the order given; one that the store could not answer has <see cref="VoteOutcome.Unavailable"/>.</returns>
    Task<IReadOnlyList<VoteResult>> VoteAllAsync(
        IReadOnlyList<ShownRequest> shown,
        bool approve,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    );

    /// <summary>Takes an approval back before the handler has started.</summary>
    Task<ApprovalChange> RevokeAsync(string id, Approver by, string? comment = null, CancellationToken ct = default);

    /// <summary>The requester takes a request back.</summary>
    Task<ApprovalChange> CancelAsync(
        string id,
        Approver requester,
        string? comment = null,
        CancellationToken ct = default
    );

    /// <summary>Sends failed or held work again while its grant is valid.</summary>
    Task<ApprovalChange> ReplayAsync(string id, Approver by, string? comment = null, CancellationToken ct = default);

    /// <summary>A request, whosever it is; null where there is none. Ask <see cref="Approver.MaySee"/> before somebody is shown it.</summary>
    Task<ApprovalRequest?> GetAsync(string id, CancellationToken ct = default);

    /// <summary>Requests, newest first; of all tenants, unless the query names one.</summary>
    Task<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery? query = null, CancellationToken ct = default);

    /// <summary>All that is kept about what somebody asked for: their requests, newest first, with the work where it is still there.</summary>
    /// <param name="requester">Whose.</param>
    /// <param name="tenant">Of which tenant, where the host holds tenants apart; null for requests that belong to none.</param>
    /// <param name="ct">Ends it.</param>
    IAsyncEnumerable<ExportedApproval> ExportAsync(
        string requester,
        string? tenant = null,
        CancellationToken ct = default
    );

    /// <summary>
    /// Erases the work of somebody's closed requests, and the fields and reasons that approvers were shown. Requests, votes, the decision log and notices that
    /// are still on their way stay.
    /// </summary>
    /// <param name="requester">Whose.</param>
    /// <param name="by">Who asks for it; recorded.</param>
    /// <param name="tenant">Of which tenant, where the host holds tenants apart; null for requests that belong to none.</param>
    /// <param name="ct">Ends it between two requests.</param>
    /// <returns>The answer for each of their requests, newest first: open ones, and those whose work is still to be moved, are refused.</returns>
    Task<IReadOnlyList<ApprovalChange>> EraseAsync(
        string requester,
        string by,
        string? tenant = null,
        CancellationToken ct = default
    );
}
