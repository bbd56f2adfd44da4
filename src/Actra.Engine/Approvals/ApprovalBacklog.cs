namespace Actra.Approvals;

/// <summary>What waits in a store for one service. Counts end at the cap that was asked for.</summary>
/// <param name="Pending">Requests that wait for votes.</param>
/// <param name="PendingOfRequester">Those of them that one requester asked for.</param>
/// <param name="Bytes">The size of all parked work of requests that are not closed, in bytes as stored.</param>
/// <param name="Oldest">When the oldest request that waits for votes was parked; null where none waits.</param>
public sealed record ApprovalBacklog(long Pending, long PendingOfRequester, long Bytes, DateTimeOffset? Oldest)
{
    /// <summary>Nothing waits.</summary>
    public static ApprovalBacklog Empty { get; } = new(0, 0, 0, null);
}
