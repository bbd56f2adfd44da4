using Actra.Approvals;
using Actra.Audit;
using Actra.Model;
using Actra.Resolution;
using Microsoft.Extensions.Logging;
using Polly;

namespace Actra.Guard;

/// <summary>The guard's calls of the approval store, held by a pipeline; what the store does not record goes to the decision log.</summary>
internal sealed class ApprovalCalls(
    IApprovalStore? store,
    AuditWriter? log,
    ResiliencePipeline pipeline,
    ILogger logger
)
{
    /// <summary>False where the host keeps no approvals.</summary>
    public bool HasStore => store is not null;

    /// <summary>The newest request for a piece of work.</summary>
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        StoreAsync(workKey, static (s, key, token) => s.FindAsync(key, token), ct);

    /// <summary>A request by its id.</summary>
    public ValueTask<ApprovalRequest?> GetAsync(string id, CancellationToken ct) =>
        StoreAsync(id, static (s, wanted, token) => s.GetAsync(wanted, token), ct);

    /// <summary>Why no more of a requester's work may wait; null where it may.</summary>
    public async ValueTask<string?> ExceededAsync(
        GuardOptions options,
        string requester,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var cap = Math.Max(options.Limits.PendingPerService, options.Limits.PendingPerRequester);
        var backlog = await StoreAsync(
            (options.ServiceName, requester, cap),
            static (s, wanted, token) => s.BacklogAsync(wanted.ServiceName, wanted.requester, wanted.cap, token),
            ct
        );
        if (options.Limits.Exceeded(backlog, now) is not { } limit)
        {
            return null;
        }

        Log.BacklogFull(logger, options.ServiceName, limit);
        return limit;
    }

    /// <summary>Ends or renews a claim. What cannot be stored at the end is said; the lease runs out then.</summary>
    public async Task<ApprovalChange> EndAsync(string id, ApprovalCommand end, CancellationToken ct)
    {
        try
        {
            return await ChangeAsync(id, end, ct);
        }
        catch (Exception e) when (end is not ApprovalCommand.Renew)
        {
            Log.EndNotStored(logger, e, id);
            return new ApprovalChange { Outcome = ApprovalOutcome.LeaseLost, Message = e.Message };
        }
    }

    /// <summary>Applies a command, and appends what the store does not record itself.</summary>
    public async ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        var change = await StoreAsync(
            (id, command),
            static (s, wanted, token) => s.ChangeAsync(wanted.id, wanted.command, token),
            ct
        );
        try
        {
            await RecordAsync(change, ct);
        }
        catch (Exception) when (command is ApprovalCommand.Claim && change is { Succeeded: true, Request: not null })
        {
            // Nobody will run it under this claim, and with it nobody else could.
            await EndAsync(id, new ApprovalCommand.PutBack(change.Request.FencingToken), CancellationToken.None);
            throw;
        }

        return change;
    }

    private async ValueTask RecordAsync(ApprovalChange change, CancellationToken ct)
    {
        if (change.RecordsWritten || log is null)
        {
            return;
        }

        foreach (var record in change.Records)
        {
            await log.WriteAsync(record, AuditDurability.Required, ct);
        }
    }

    private async ValueTask<T> StoreAsync<TArg, T>(
        TArg argument,
        Func<IApprovalStore, TArg, CancellationToken, ValueTask<T>> call,
        CancellationToken ct
    )
    {
        try
        {
            return await ActraPipelines.RunAsync(
                pipeline,
                (store: store!, argument, call),
                static (s, token) => s.call(s.store, s.argument, token),
                ct
            );
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception e)
        {
            throw new ActraException($"the approval store failed: {e.Message}", e);
        }
    }
}
