namespace Actra.Approvals;

/// <summary>
/// How much may wait for people. Past a limit, new work that needs approval is blocked (<c>approval_backlog</c>). Hosts count what others have stored: together
/// they may pass a limit by what they park at the same moment.
/// </summary>
public sealed class ApprovalLimits
{
    /// <summary>Requests of a service that wait for votes.</summary>
    /// <value>100,000; at least 1.</value>
    public int PendingPerService { get; set; } = 100_000;

    /// <summary>Requests of one requester that wait for votes.</summary>
    /// <value>10,000; at least 1.</value>
    public int PendingPerRequester { get; set; } = 10_000;

    /// <summary>The size of all parked work of a service, in bytes as stored.</summary>
    /// <value>4 GiB; at least 1.</value>
    public long Bytes { get; set; } = 4L << 30;

    /// <summary>How long the oldest request may have waited for votes: an approver who is not there is noticed.</summary>
    /// <value>Null: no limit. More than zero.</value>
    public TimeSpan? OldestPending { get; set; }

    /// <summary>Why no more may wait; null where it may.</summary>
    public string? Exceeded(ApprovalBacklog backlog, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(backlog);
        return backlog.Pending >= PendingPerService ? $"{PendingPerService} requests of this service wait for approval"
            : backlog.PendingOfRequester >= PendingPerRequester
                ? $"{PendingPerRequester} requests of this requester wait for approval"
            : backlog.Bytes >= Bytes ? $"parked work of this service takes {backlog.Bytes} bytes"
            : now - backlog.Oldest >= OldestPending
                ? $"a request of this service has waited for approval since {backlog.Oldest:u}"
            : null;
    }
}
