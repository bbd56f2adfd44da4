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

    /// <summary>Takes an approval back before the handler has started.</summary>
    Task<ApprovalChange> RevokeAsync(string id, Approver by, string? comment = null, CancellationToken ct = default);

    /// <summary>The requester takes a request back.</summary>
    Task<ApprovalChange> CancelAsync(
        string id,
        string requester,
        string? comment = null,
        CancellationToken ct = default
    );

    /// <summary>Sends failed or held work again while its grant is valid.</summary>
    Task<ApprovalChange> ReplayAsync(string id, Approver by, string? comment = null, CancellationToken ct = default);

    /// <summary>A request; null where there is none.</summary>
    Task<ApprovalRequest?> GetAsync(string id, CancellationToken ct = default);

    /// <summary>Requests, newest first.</summary>
    Task<IReadOnlyList<ApprovalRequest>> ListAsync(ApprovalQuery? query = null, CancellationToken ct = default);
}
