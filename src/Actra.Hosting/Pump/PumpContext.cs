using Actra.Approvals;
using Actra.Guard;
using Actra.Resolution;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>What every step of the pump needs. The store is called through the pipeline <c>actra-store</c>, adapters through <c>actra-release</c>.</summary>
internal sealed class PumpContext(
    GuardOptions options,
    IApprovalStore store,
    PumpRecords records,
    ActraPipelines pipelines,
    TimeProvider clock,
    ILogger<ReleasePump> logger
)
{
    public string Service => options.ServiceName;

    public TimeSpan ReleaseTimeout => options.ReleaseTimeout;

    public DateTimeOffset Now => clock.GetUtcNow();

    public ILogger Logger => logger;

    public PumpRecords Records => records;

    public ItemBackoff Backoff { get; } = new(clock);

    public ValueTask<T> AskAsync<T>(Func<IApprovalStore, CancellationToken, ValueTask<T>> call, CancellationToken ct) =>
        pipelines.Store.ExecuteAsync(token => call(store, token), ct);

    public ValueTask TellAsync(Func<IApprovalStore, CancellationToken, ValueTask> call, CancellationToken ct) =>
        pipelines.Store.ExecuteAsync(token => call(store, token), ct);

    public ValueTask MoveAsync(Func<CancellationToken, ValueTask> call, CancellationToken ct) =>
        pipelines.Release.ExecuteAsync(call, ct);

    /// <summary>Applies a command; records that the store did not write itself are durable before this returns.</summary>
    public async ValueTask<ApprovalChange> ChangeAsync(string id, ApprovalCommand command, CancellationToken ct)
    {
        var change = await AskAsync((s, token) => s.ChangeAsync(id, command, token), ct);
        if (!change.RecordsWritten)
        {
            await records.WriteAsync(change.Records, ct);
        }

        return change;
    }
}
