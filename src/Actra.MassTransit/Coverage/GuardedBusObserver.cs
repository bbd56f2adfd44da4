using Actra.Approvals;
using Actra.Hosting;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>Follows the life of a guarded bus: checks it when it exists, knows when it can send.</summary>
internal sealed class GuardedBusObserver(GuardedBus guarded, IApprovalStore store, IReleasePumpSignal? pump)
    : IBusObserver
{
    public void PostCreate(IBus bus)
    {
        guarded.Created(bus);
        StartCheck.Run(guarded, bus);
    }

    public void CreateFaulted(Exception exception) { }

    public async Task PreStart(IBus bus) => guarded.StoreId = await store.InitializeAsync(CancellationToken.None);

    public Task PostStart(IBus bus, Task<BusReady> busReady)
    {
        _ = ReadyAsync(busReady);
        return Task.CompletedTask;
    }

    public Task StartFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    public Task PreStop(IBus bus)
    {
        guarded.IsStarted = false;
        return Task.CompletedTask;
    }

    public Task PostStop(IBus bus) => Task.CompletedTask;

    public Task StopFaulted(IBus bus, Exception exception) => Task.CompletedTask;

    private async Task ReadyAsync(Task<BusReady> ready)
    {
        try
        {
            await ready;
        }
        catch (Exception)
        {
            // MassTransit reports it; the bus is not ready.
            return;
        }

        guarded.IsStarted = true;
        pump?.Wake();
    }
}
