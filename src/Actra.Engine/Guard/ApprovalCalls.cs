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

    /// <summary>What waits.</summary>
    public ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct) =>
        StoreAsync(
            (service, requester, cap),
            static (s, wanted, token) => s.BacklogAsync(wanted.service, wanted.requester, wanted.cap, token),
            ct
        );

    /// <summary>Gives a claim back under which nothing has started. What cannot be stored is said; the lease runs out then.</summary>
    public async Task GiveBackAsync(ApprovalRequest claimed)
    {
        try
        {
            await ChangeAsync(claimed.Id, new ApprovalCommand.PutBack(claimed.FencingToken), CancellationToken.None);
        }
        catch (Exception e)
        {
            Log.EndNotStored(logger, e, claimed.Id);
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
            await GiveBackAsync(change.Request);
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
