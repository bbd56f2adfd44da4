using Actra.Approvals;

namespace Actra.Cli.Approvals;

/// <summary>Looks at requests again and again, and tells what has changed.</summary>
/// <param name="store">Where they are.</param>
/// <param name="query">Which; asked anew each time, as ages go on.</param>
/// <param name="clock">The clock of the rounds.</param>
internal sealed class RequestWatcher(IApprovalStore store, Func<ApprovalQuery> query, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly Dictionary<string, long> _seen = new(StringComparer.Ordinal);

    /// <summary>Goes on until it is told to end.</summary>
    /// <param name="tell">Is told in each round all that match, and those that are new or have changed, oldest first; also where they match no longer.</param>
    /// <param name="ct">Ends it.</param>
    public async Task RunAsync(
        Action<IReadOnlyList<ApprovalRequest>, IReadOnlyList<ApprovalRequest>> tell,
        CancellationToken ct
    )
    {
        try
        {
            while (true)
            {
                var page = await store.ListAsync(query(), ct);
                tell(page, await ChangesAsync(page, ct));
                await Task.Delay(Interval, clock, ct);
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Told to end.
        }
    }

    private async Task<List<ApprovalRequest>> ChangesAsync(IReadOnlyList<ApprovalRequest> page, CancellationToken ct)
    {
        var changes = page.Where(HasChanged).ToList();
        foreach (var gone in _seen.Keys.Except(page.Select(request => request.Id), StringComparer.Ordinal).ToList())
        {
            if (await store.GetAsync(gone, ct) is { } request && HasChanged(request))
            {
                changes.Add(request);
            }

            _seen.Remove(gone);
        }

        foreach (var request in page)
        {
            _seen[request.Id] = request.Version;
        }

        return [.. changes.OrderBy(request => request.ChangedAt)];
    }

    private bool HasChanged(ApprovalRequest request) =>
        !_seen.TryGetValue(request.Id, out var version) || version != request.Version;
}
