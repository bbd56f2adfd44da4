using Actra.Audit;
using Actra.Guard;
using Hangfire.Common;
using Hangfire.States;
using Microsoft.Extensions.Logging;

namespace Actra.Hangfire;

/// <summary>Decides about one job: the run that is admitted, or the state that it gets instead.</summary>
internal sealed class JobJudge(JobServices services)
{
    private readonly JobAdmissions _admissions = new(services);

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

        var (admission, queue, identity) = _admissions.Ask(call, action);
        return admission.Kind switch
        {
            AdmissionKind.Run => new JobVerdict(
                new JobRun(admission, call, queue, identity, admission.Lease is null ? [] : [admission.Lease]),
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
}
