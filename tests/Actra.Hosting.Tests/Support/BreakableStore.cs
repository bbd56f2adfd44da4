using Actra.Approvals;
using Actra.Resolution;
using Actra.Testing;

namespace Actra.Hosting.Tests;

/// <summary>A store that can be taken away.</summary>
internal sealed class BreakableStore(TimeProvider clock, bool keepsNotices = false) : DelegatingApprovalStore
{
    private readonly InMemoryApprovalStore _kept = new(clock, keepsNotices);

    public string? Problem { get; set; }

    /// <summary>Set: only the list of what is due fails.</summary>
    public string? TimersProblem { get; init; }

    /// <summary>Runs once, between the list of what can be released and its use.</summary>
    public Func<Task>? Meanwhile { get; set; }

    protected override IApprovalStore Inner => Problem is null ? _kept : throw new IOException(Problem);

    public override async ValueTask<IReadOnlyList<ApprovalRequest>> ReleasableAsync(
        string service,
        WorkKind kind,
        int limit,
        CancellationToken ct
    )
    {
        var found = await base.ReleasableAsync(service, kind, limit, ct);
        if (found.Count > 0 && Meanwhile is { } meanwhile)
        {
            Meanwhile = null;
            await meanwhile();
        }

        return found;
    }

    public override ValueTask<IReadOnlyList<ApprovalRequest>> DueAsync(
        string service,
        DateTimeOffset releasedBefore,
        int limit,
        CancellationToken ct
    ) =>
        TimersProblem is null
            ? base.DueAsync(service, releasedBefore, limit, ct)
            : throw new IOException(TimersProblem);
}
