using Actra.Guard;
using MassTransit;
using Microsoft.Extensions.Logging;

namespace Actra.MassTransit;

/// <summary>A bus and what guards it.</summary>
internal sealed class GuardedBus(ActionGuard guard, ActraBusOptions options, DeliveryActors actors, ILogger logger)
{
    private Uri? _ownEndpoint;

    public ActionGuard Guard { get; } = guard;

    public ActraBusOptions Options { get; } = options;

    public DeliveryActors Actors { get; } = actors;

    public ILogger Logger { get; } = logger;

    public string Service => Guard.Options.ServiceName;

    public QueueNames Queues { get; } = new(guard.Options.ServiceName);

    public MessageContracts Contracts { get; } = new(options);

    public ConsumedTypes Consumed { get; } = new();

    public DeliveryMovers Movers { get; } = new();

    public DeliveryOutcomes Outcomes { get; set; } = null!;

    /// <summary>The bus, once it exists.</summary>
    public IBus? Bus { get; private set; }

    /// <summary>True from when the bus's endpoints are ready until it stops.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The id of the store that this host writes to; known before the first delivery.</summary>
    public string StoreId { get; set; } = "";

    public void Created(IBus bus)
    {
        Bus = bus;
        _ownEndpoint = bus.Address;
    }

    /// <summary>True for the bus's own endpoint: what arrives there answers requests of this process.</summary>
    public bool IsOwnEndpoint(Uri inputAddress) => inputAddress == _ownEndpoint;
}
