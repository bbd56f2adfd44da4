using Actra.Approvals;
using Actra.Guard;
using Actra.Resolution;
using Hangfire;
using Hangfire.States;

namespace Actra.Hangfire;

/// <summary>
/// Moves parked jobs when their approval is decided: a compare-and-swap of the job's state, so that of many pumps one wins. A job that is not parked any more is
/// left alone: whatever state it is in, it is judged again before it runs.
/// </summary>
internal sealed class HangfireWorkMover(JobServices services) : IWorkMover
{
    private volatile bool _active;

    public WorkKind Kind => WorkKind.Job;

    public bool IsReady => _active && HasStorage();

    /// <summary>The guard's filters are in place.</summary>
    public void Activate() => _active = true;

    public ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        Move(request, new ApprovedState(request.Work.Endpoint, request.Id), ct);
        return ValueTask.CompletedTask;
    }

    public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var refusal = Refusal.Of(request);
        Move(
            request,
            services.Options.PlainFailedState ? new PlainBlockedState(refusal) : new BlockedState(refusal),
            ct
        );
        return ValueTask.CompletedTask;
    }

    /// <summary>Jobs that are set aside lie in Hangfire's own schedule, and come back from there.</summary>
    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct) => ValueTask.CompletedTask;

    private void Move(ApprovalRequest request, IState state, CancellationToken ct)
    {
        var storage = services.Storage;
        if (services.Nonces.JobId(storage, request.Work.WorkId) is not { } jobId)
        {
            Log.StorageGone(services.Logger, request.Id, request.Work.WorkId);
            return;
        }

        using var connection = storage.GetConnection();
        var applied = new BackgroundJobStateChanger(services.Filters).ChangeState(
            new StateChangeContext(storage, connection, jobId, state, [AwaitingApprovalState.StateName], ct)
        );
        if (applied is null)
        {
            Log.NotAwaiting(services.Logger, request.Id, jobId);
        }
    }

    private bool HasStorage()
    {
        try
        {
            return services.Storage is not null;
        }
        catch (InvalidOperationException)
        {
            // Hangfire has no current storage yet.
            return false;
        }
    }
}
