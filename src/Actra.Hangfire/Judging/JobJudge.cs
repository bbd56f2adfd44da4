using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Resolution;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>Decides about one job: the run that is admitted, or the state that it gets instead.</summary>
internal sealed class JobJudge(JobServices services)
{
    /// <summary>True where a job needs no decision.</summary>
    public bool Passes(Job job)
    {
        var contract = services.Contracts.Of(job);
        return contract.Exemption is not null
            || (contract is { Action: null, Problem: null } && services.Options.UnmappedJobs == UnmappedJobs.Allow);
    }

    /// <summary>Judges a job that does not pass by itself.</summary>
    public JobVerdict Judge(JobCall call)
    {
        var contract = services.Contracts.Of(call.Job);
        if (contract.Action is not { } action)
        {
            return Refuse(
                call,
                new Refusal(
                    AdmissionCodes.NotMapped,
                    contract.Problem
                        ?? $"`{call.Job.Type.Name}.{call.Job.Method.Name}` names no action ([ActraAction]) and is not exempt ([ActraExempt])"
                )
            );
        }

        if (call.Parameters.Text(JobParameterNames.Rejected) is { } rejected)
        {
            return Refuse(
                call,
                new Refusal(AdmissionCodes.ApprovalClosed, rejected)
                {
                    Action = action,
                    ApprovalId = call.ApprovalHint,
                    Final = true,
                }
            );
        }

        var (admission, queue) = WithinBudget(call, action);
        return admission.Kind switch
        {
            AdmissionKind.Run => new JobVerdict(
                new JobRun(
                    admission,
                    call.Arguments,
                    call.Digest,
                    queue,
                    admission.Lease is null ? [] : [admission.Lease]
                ),
                null
            ),
            AdmissionKind.Park => new JobVerdict(
                null,
                new AwaitingApprovalState(admission.ApprovalId!, queue, Refusal.Of(admission), call.RecurringJobId)
            ),
            AdmissionKind.Defer => new JobVerdict(null, Defer(call, admission)),
            AdmissionKind.Drop => new JobVerdict(null, new EarlierRunState(admission.Reason)),
            _ => new JobVerdict(null, Blocked(Refusal.Of(admission))),
        };
    }

    public IRefusal Blocked(Refusal refusal) =>
        services.Options.PlainFailedState ? new PlainBlockedState(refusal) : new BlockedState(refusal);

    private DeferredState Defer(JobCall call, Admission admission)
    {
        if (admission.Code == AdmissionCodes.Unavailable)
        {
            call.Parameters.Set(JobParameterNames.Deferrals, call.Deferrals + 1);
        }

        call.Parameters.Set(JobParameterNames.Queue, call.Queue);
        return new DeferredState(admission.Delay, admission.Reason);
    }

    private JobVerdict Refuse(JobCall call, Refusal refusal)
    {
        var method = $"{call.Job.Type.Name}.{call.Job.Method.Name}";
        Log.Refused(services.Logger, call.BackgroundJob.Id, method, refusal.Code, refusal.Reason);
        Record(
            new AuditEntry
            {
                Time = services.Clock.GetUtcNow(),
                Kind = AuditKind.Faulted,
                Service = services.Guard.Options.ServiceName,
                WorkKind = "job",
                Endpoint = call.Queue,
                WorkId = call.WorkId,
                Action = refusal.Action ?? method,
                Reason = refusal.Reason,
                Detail = refusal.Code,
                ApprovalId = refusal.ApprovalId,
            }
        );
        return new JobVerdict(null, Blocked(refusal));
    }

    private void Record(AuditEntry entry)
    {
        try
        {
            var written = Task.Run(() =>
                services.Audit?.WriteAsync(entry, AuditDurability.Required, CancellationToken.None).AsTask()
                ?? Task.CompletedTask
            );
            written.Wait(services.Options.TimeBudget);
        }
        catch (Exception e)
        {
            Log.NotRecorded(services.Logger, e);
        }
    }

    private (Admission Admission, string Queue) WithinBudget(JobCall call, string action)
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
        return (
            new Admission
            {
                Kind = AdmissionKind.Defer,
                Code = AdmissionCodes.Unavailable,
                Reason = $"no answer within {budget}",
                Delay = services.DelayFor(call.Deferrals),
            },
            call.Queue
        );
    }

    private async Task<(Admission Admission, string Queue)> AdmitAsync(JobCall call, string action)
    {
        var queue = await QueueAsync(call);
        var item = new WorkItem
        {
            Kind = WorkKind.Job,
            Endpoint = queue,
            Actions = [services.Contracts.Action(action, call.Job, call.Arguments, services.Guard.Policies.Current)],
            WorkId = call.WorkId,
            Digest = () => call.Digest.Value,
            Identity = IdentityOf(call),
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

        return (admission, queue);
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
