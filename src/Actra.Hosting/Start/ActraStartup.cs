using Actra.Approvals;
using Actra.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actra.Hosting;

/// <summary>Runs before any hosted service starts, buses and job servers among them: the store is there and the policy can be used, or the host does not start.</summary>
internal sealed class ActraStartup(
    HostPolicySource policies,
    IApprovalStore store,
    IEnumerable<SnapshotResolverRegistration> snapshots,
    HostNotifiers notifiers,
    ILogger<ActraStartup> logger
) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        policies.Require();
        foreach (var snapshot in snapshots)
        {
            foreach (var action in snapshot.Actions.Where(a => !policies.Current.Schema.Actions.ContainsKey(a)))
            {
                Log.UnknownSnapshotAction(logger, snapshot.Name, action);
            }
        }

        try
        {
            await store.InitializeAsync(cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new ActraException($"the approval store cannot be opened: {e.Message}", e);
        }

        notifiers.Require(store);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
