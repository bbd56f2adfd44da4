using System.Runtime.CompilerServices;

namespace Actra.Approvals;

public sealed partial class ApprovalService
{
    /// <inheritdoc />
    public async Task<IReadOnlyList<VoteResult>> VoteAllAsync(
        IReadOnlyList<ShownRequest> shown,
        bool approve,
        Approver by,
        string? comment = null,
        CancellationToken ct = default
    )
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(by);
        var results = new List<VoteResult>(shown.Count);
        foreach (var (id, digest) in shown)
        {
            try
            {
                results.Add(
                    approve
                        ? await ApproveAsync(id, by, digest, comment, ct)
                        : await DenyAsync(id, by, digest, comment, ct)
                );
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                results.Add(new VoteResult(VoteOutcome.Unavailable, null, $"`{id}`: {e.Message}"));
            }
        }

        return results;
    }

    /// <inheritdoc />
    public async IAsyncEnumerable<ExportedApproval> ExportAsync(
        string requester,
        string? tenant = null,
        [EnumeratorCancellation] CancellationToken ct = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requester);
        await foreach (var request in OfAsync(requester, tenant, ct))
        {
            yield return new ExportedApproval(request, await store.GetEnvelopeAsync(request.Id, ct));
        }
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<ApprovalChange>> EraseAsync(
        string requester,
        string by,
        string? tenant = null,
        CancellationToken ct = default
    )
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(requester);
        ArgumentException.ThrowIfNullOrWhiteSpace(by);
        var changes = new List<ApprovalChange>();
        await foreach (var request in OfAsync(requester, tenant, ct))
        {
            changes.Add(await ChangeAsync(request.Id, new ApprovalCommand.Erase(Fields: true, by), by, ct));
        }

        return changes;
    }

    private async IAsyncEnumerable<ApprovalRequest> OfAsync(
        string requester,
        string? tenant,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new ApprovalQuery
        {
            Requester = requester,
            Tenant = tenant,
            Limit = 100,
        };
        while (true)
        {
            var page = await store.ListAsync(query, ct);

            // A query without a tenant finds those of all; people of the same name in two tenants are not the same.
            foreach (var request in page.Where(request => request.Tenant == tenant))
            {
                yield return request;
            }

            if (page.Count == 0)
            {
                yield break;
            }

            query = query with { After = page[^1].Id };
        }
    }
}
