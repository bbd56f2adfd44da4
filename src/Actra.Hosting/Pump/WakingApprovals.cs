using Actra.Approvals;

namespace Actra.Hosting;

/// <summary>Approvals whose decisions wake the pump of this process, so that work follows its last vote at once.</summary>
internal sealed class WakingApprovals(IApprovals approvals, IReleasePumpSignal signal) : IApprovals
{
    public Task<VoteResult> ApproveAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.ApproveAsync(id, by, shownDigest, comment, ct));

    public Task<VoteResult> DenyAsync(
        string id,
        Approver by,
        string shownDigest,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.DenyAsync(id, by, shownDigest, comment, ct));

    public Task<VoteResult> BreakGlassAsync(
        string id,
        Approver by,
        string shownDigest,
        string comment,
        CancellationToken ct = default
    ) => WakeAsync(approvals.BreakGlassAsync(id, by, shownDigest, comment, ct));

    public Task<IReadOnlyList<VoteResult>> VoteAllAsync(
        IReadOnlyList<ShownRequest> shown,
        bool approve,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.VoteAllAsync(shown, approve, by, comment, ct));

    public Task<ApprovalChange> RevokeAsync(
        string id,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.RevokeAsync(id, by, comment, ct));

    public Task<ApprovalChange> CancelAsync(
        string id,
        Approver requester,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.CancelAsync(id, requester, comment, ct));

    public Task<ApprovalChange> ReplayAsync(
        string id,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    ) => WakeAsync(approvals.ReplayAsync(id, by, comment, ct));

    public Task<ApprovalRequest?> GetAsync(string id, CancellationToken ct = default) => approvals.GetAsync(id, ct);

    public Task<IReadOnlyList<ApprovalRequest>> ListAsync(
        ApprovalQuery? query = null,
        CancellationToken ct = default
    ) => approvals.ListAsync(query, ct);

    public IAsyncEnumerable<ExportedApproval> ExportAsync(
        string requester,
        string? tenant = null,
        CancellationToken ct = default
    ) => approvals.ExportAsync(requester, tenant, ct);

    public Task<IReadOnlyList<ApprovalChange>> EraseAsync(
        string requester,
        string by,
        string? tenant = null,
        CancellationToken ct = default
    ) => approvals.EraseAsync(requester, by, tenant, ct);

    private async Task<T> WakeAsync<T>(Task<T> change)
    {
        var result = await change;
        signal.Wake();
        return result;
    }
}
