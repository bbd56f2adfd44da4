namespace Actra.Approvals;

public sealed partial class InMemoryApprovalStore
{
    /// <inheritdoc />
    public ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct)
    {
        var identity = Approver.Normalize(requester);
        lock (_lock)
        {
            var pending = Of(service).Where(request => request.State == ApprovalState.Pending).ToList();
            var own = pending.Count(request =>
                string.Equals(Approver.Normalize(request.Requester.Id), identity, StringComparison.Ordinal)
            );
            var bytes = Of(service)
                .Where(request => !request.IsClosed)
                .Sum(request => (long)(_requests[request.Id].Envelope?.Body.Length ?? 0));
            return ValueTask.FromResult(
                new ApprovalBacklog(
                    Math.Min(pending.Count, cap),
                    Math.Min(own, cap),
                    bytes,
                    pending.Count == 0 ? null : pending.Min(request => request.CreatedAt)
                )
            );
        }
    }

    /// <inheritdoc />
    public ValueTask<IReadOnlyList<ApprovalRequest>> ErasableAsync(
        string service,
        DateTimeOffset closedBefore,
        int limit,
        CancellationToken ct
    )
    {
        lock (_lock)
        {
            return Answer(
                Of(service)
                    .Where(request => request.IsClosed && request.ErasedAt is null && request.ChangedAt < closedBefore)
                    .Where(request => _requests[request.Id].Envelope is not null && !_outbox.ContainsKey(request.Id))
                    .OrderBy(request => request.ChangedAt),
                limit
            );
        }
    }
}
