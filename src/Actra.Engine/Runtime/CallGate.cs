using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Model;
using Microsoft.Extensions.Logging;

namespace Actra.Runtime;

/// <summary>Takes calls through the guard: what is admitted runs, all else throws; what is audited always runs.</summary>
internal sealed class CallGate(ActionGuard guard, IApprovalStore? store, AuditWriter? log, ILogger logger)
{
    /// <summary>Runs the body if the policy or an approval lets it; an approval learns how it ended.</summary>
    public async Task<T> AdmitAsync<T>(
        CallWork work,
        AdmitOptions options,
        Func<CancellationToken, ValueTask<T>> body,
        CancellationToken ct
    )
    {
        var lease = await EnterAsync(work, options, ct);
        if (lease is null)
        {
            return await body(ct);
        }

        await using (lease)
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lease.Lost);
            T result;
            try
            {
                result = await body(stop.Token);
            }
            catch (Exception e)
            {
                await lease.FailAsync($"{e.GetType().Name}: {e.Message}");
                throw;
            }

            if (!await lease.CompleteAsync())
            {
                Log.ClaimLost(logger, work.ActionType, lease.Request.Id);
            }

            return result;
        }
    }

    /// <summary>Returns where the call may run: with a lease where an approval was claimed for it.</summary>
    /// <exception cref="ActraPolicyException">It may not.</exception>
    /// <exception cref="ActraException">It cannot be judged now.</exception>
    public async Task<ApprovalLease?> EnterAsync(CallWork work, AdmitOptions options, CancellationToken ct)
    {
        options.Validate();
        var admission = await guard.AdmitAsync(work.ToItem(options), ct);
        switch (admission.Kind)
        {
            case AdmissionKind.Run:
                return admission.Lease;
            case AdmissionKind.Defer:
                throw new ActraException(
                    $"action `{work.ActionType}` cannot be judged now: {admission.Reason}",
                    admission.Error
                );
            case AdmissionKind.Park when admission.Approval is { } approval:
                throw new ActraPolicyException(
                    work.ActionType,
                    admission with
                    {
                        ApprovalId = await ParkAsync(work, approval, ct),
                    }
                );
            default:
                throw new ActraPolicyException(work.ActionType, admission);
        }
    }

    /// <summary>Judges a call whose answer changes nothing; whatever fails is logged.</summary>
    public async Task ShadowAsync(Func<CallWork> work, AdmitOptions options, CancellationToken ct)
    {
        try
        {
            var call = work();
            var judgement = await guard.JudgeAsync(call.ToItem(options), ct);
            if (judgement.Rejection is { } rejection)
            {
                Log.AuditRejected(logger, call.ActionType, rejection.Code, rejection.Reason);
            }
        }
        catch (Exception e)
        {
            Log.AuditFailed(logger, e);
        }
    }

    private async Task<string> ParkAsync(CallWork work, NewApproval approval, CancellationToken ct)
    {
        try
        {
            var parked = await store!.ParkAsync(approval, envelope: null, ct);
            if (!parked.RecordsWritten && log is not null)
            {
                foreach (var record in parked.Records)
                {
                    await log.WriteAsync(record, AuditDurability.Required, ct);
                }
            }

            return parked.Request.Id;
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            throw new ActraException(
                $"action `{work.ActionType}` requires approval, and the request could not be stored: {e.Message}",
                e
            );
        }
    }
}
