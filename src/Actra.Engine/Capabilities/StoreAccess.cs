using Actra.Approvals;
using Actra.Audit;
using Actra.Resolution;
using Polly;

namespace Actra.Capabilities;

/// <summary>The approval store, behind its pipeline; what it does not record itself goes to the decision log before anything follows from it.</summary>
internal sealed class StoreAccess(IApprovalStore store, AuditWriter log, ResiliencePipeline pipeline)
{
    public ValueTask<ApprovalRequest?> FindAsync(string workKey, CancellationToken ct) =>
        ActraPipelines.RunAsync(
            pipeline,
            (store, workKey),
            static (s, token) => s.store.FindAsync(s.workKey, token),
            ct
        );

    public ValueTask<ApprovalBacklog> BacklogAsync(string service, string requester, int cap, CancellationToken ct) =>
        ActraPipelines.RunAsync(
            pipeline,
            (store, service, requester, cap),
            static (s, token) => s.store.BacklogAsync(s.service, s.requester, s.cap, token),
            ct
        );

    public async ValueTask<ApprovalRequest> ParkAsync(NewApproval approval, CancellationToken ct)
    {
        var parked = await ActraPipelines.RunAsync(
            pipeline,
            (store, approval),
            static (s, token) => s.store.ParkAsync(s.approval, envelope: null, token),
            ct
        );
        await RecordAsync(parked.Records, parked.RecordsWritten);
        return parked.Request;
    }

    public async ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        var change = await ActraPipelines.RunAsync(
            pipeline,
            (store, id, command),
            static (s, token) => s.store.ChangeAsync(s.id, s.command, token),
            ct
        );
        await RecordAsync(change.Records, change.RecordsWritten);
        return change;
    }

    /// <summary>What has changed must be recorded, whether or not the caller still waits.</summary>
    public async ValueTask RecordAsync(IReadOnlyList<AuditEntry> records, bool written)
    {
        if (!written)
        {
            foreach (var record in records)
            {
                await log.WriteAsync(record, AuditDurability.Required, CancellationToken.None);
            }
        }
    }
}
