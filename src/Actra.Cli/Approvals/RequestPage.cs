using Actra.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>A page of requests, newest first.</summary>
/// <param name="Requests">The requests.</param>
/// <param name="After">The last of them, where more follow; null where none does.</param>
internal sealed record RequestPage(IReadOnlyList<ApprovalRequest> Requests, string? After)
{
    public static async Task<RequestPage> ReadAsync(IApprovalStore store, ApprovalQuery query)
    {
        var page = await store.ListAsync(query with { Limit = query.Limit + 1 }, CancellationToken.None);
        return page.Count <= query.Limit
            ? new RequestPage(page, null)
            : new RequestPage([.. page.Take(query.Limit)], page[query.Limit - 1].Id);
    }
}
