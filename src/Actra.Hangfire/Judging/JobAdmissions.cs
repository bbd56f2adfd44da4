using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>Puts the question about a job to the guard, and writes the request of a job that is to be parked before its state says so.</summary>
internal sealed class JobAdmissions(JobServices services)
{
    /// <summary>Asks the guard, on another thread: whatever a resolver does there, the worker is free again when the budget is over.</summary>
    public JobAnswer Ask(JobCall call, string action)
    {
        var budget = services.Options.TimeBudget;
        var answer = Task.Run(() => AdmitAsync(call, action));
        if (Task.WaitAny([answer], budget) == 0)
        {
            return answer.GetAwaiter().GetResult();
        }

        // Nobody waits any more: a claim that still comes of it is given back.
        _ = answer.ContinueWith(
            static late =>
                late.IsCompletedSuccessfully ? late.Result.Admission.Lease?.PutBackAsync() : late.Exception as object,
            CancellationToken.None,
            TaskContinuationOptions.None,
            TaskScheduler.Default
        );
        Log.TooSlow(services.Logger, call.BackgroundJob.Id, budget);
        return new JobAnswer(
            new Admission
            {
                Kind = AdmissionKind.Defer,
                Code = AdmissionCodes.Unavailable,
                Reason = $"no answer within {budget}",
                Delay = services.DelayFor(call.Deferrals),
            },
            call.Queue,
            null
        );
    }

    private async Task<JobAnswer> AdmitAsync(JobCall call, string action)
    {
        var queue = await QueueAsync(call);
        var identity = call.Identity ?? IdentityOf(call);
        var policy = services.Guard.Policies.Current;
        var item = new WorkItem
        {
            Kind = WorkKind.Job,
            Endpoint = queue,
            Actions = [services.Contracts.Action(action, call.Job, call.Arguments, policy)],
            Policy = policy,
            WorkId = call.WorkId,
            Digest = () => call.Digest.Value,
            Identity = identity,
            Headers = call.Headers,
            ApprovalHint = call.ApprovalHint,
            Redelivered = call.Redelivered,
            Deferrals = call.Deferrals,
            Facts = call.Facts,
        };
        var admission = await services.Guard.AdmitAsync(item, CancellationToken.None);
        if (admission is { Kind: AdmissionKind.Park, Approval: { } approval } && services.Store is { } store)
        {
            var parked = await store.ParkAsync(approval, null, CancellationToken.None);
            if (!parked.RecordsWritten && services.Audit is { } audit)
            {
                foreach (var record in parked.Records)
                {
                    await audit.WriteAsync(record, AuditDurability.Required, CancellationToken.None);
                }
            }

            admission = admission with { ApprovalId = parked.Request.Id };
        }

        return new JobAnswer(admission, queue, identity);
    }

    /// <summary>A retry may come back by another queue than the one where the job was parked; the request for exactly this job says which that was.</summary>
    private async ValueTask<string> QueueAsync(JobCall call)
    {
        if (call.ApprovalHint is not { } hint || services.Store is not { } store)
        {
            return call.Queue;
        }

        var work = (await store.GetAsync(hint, CancellationToken.None))?.Work;
        return
            work is { Kind: WorkKind.Job }
            && work.Service == services.Guard.Options.ServiceName
            && work.WorkId == call.WorkId
            && work.Digest == call.Digest.Value
            ? work.Endpoint
            : call.Queue;
    }

    private ActorIdentity? IdentityOf(JobCall call)
    {
        if (call.Seal is null || services.Keys is not { } keys)
        {
            return null;
        }

        var refusal = "the seal cannot be read";
        var identity = ActorSeal.TryDecode(call.Seal, out var seal)
            ? seal.Verify(
                keys,
                call.WorkId,
                call.Digest.Value,
                services.Clock.GetUtcNow(),
                Timeout.InfiniteTimeSpan,
                out refusal
            )
            : null;
        if (identity is null)
        {
            ActraTelemetry.Refused.Add(1, new KeyValuePair<string, object?>("what", "actor"));
            Log.SealRefused(services.Logger, call.BackgroundJob.Id, refusal ?? "");
        }

        return identity;
    }
}
