using Actra.Resolution;

namespace Workers.Guarding;

/// <summary>What policies want to know of the world: here, orders that start with F are flagged for fraud, and the service <c>ledger</c> is frozen.</summary>
public sealed class WorldSnapshot : ISnapshotResolver
{
    public ValueTask ResolveAsync(ActionRequest request, SnapshotWriter snapshot, CancellationToken ct)
    {
        if (request.NeedsSnapshot("fraud_flag"))
        {
            snapshot.Set("fraud_flag", Field(request, "order_id").StartsWith('F'));
        }

        if (request.NeedsSnapshot("deploy_freeze"))
        {
            snapshot.Set("deploy_freeze", Field(request, "service") == "ledger");
        }

        return ValueTask.CompletedTask;
    }

    private static string Field(ActionRequest request, string name) => request.Fields[name].ToString();
}
