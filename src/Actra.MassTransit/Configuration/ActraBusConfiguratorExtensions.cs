using Actra.Approvals;
using Actra.Audit;
using Actra.Guard;
using Actra.Hosting;
using Actra.MassTransit;
using Actra.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace MassTransit;

/// <summary>Puts the guard in front of a bus.</summary>
public static class ActraBusConfiguratorExtensions
{
    /// <summary>
    /// Guards every endpoint of the bus: each delivery is judged before its handler runs. Call it first, before <c>ConfigureEndpoints</c> and
    /// <c>ReceiveEndpoint</c>; called later, the bus does not start. Needs <c>services.AddActra(…).AddMassTransitGuard()</c>, and on a broker a signing key.
    /// </summary>
    /// <param name="configurator">The bus.</param>
    /// <param name="context">The registration context of the bus.</param>
    /// <param name="configure">Maps and exempts messages.</param>
    /// <exception cref="ConfigurationException">Something is missing; the message says what.</exception>
    public static void UseActra(
        this IBusFactoryConfigurator configurator,
        IBusRegistrationContext context,
        Action<ActraBusOptions>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(configurator);
        ArgumentNullException.ThrowIfNull(context);
        var options = new ActraBusOptions();
        configure?.Invoke(options);
        options.Validate();
        var isInMemory = configurator is IInMemoryBusFactoryConfigurator;
        var parts = BusParts.Resolve(context, isInMemory);
        var bus = new GuardedBus(
            parts.Guard,
            options,
            new DeliveryActors(parts.Keys, options.ActorMaxAge, parts.Clock, parts.Logger),
            parts.Logger
        );
        if (!parts.Buses.TryAdd(configurator, bus))
        {
            throw new ConfigurationException("UseActra was called twice for one bus");
        }

        var writer = new StoreWriter(parts.Store, parts.Records, options.StorePatience, parts.Clock, parts.Logger);
        IParkingLot lot = isInMemory
            ? new StoreParkingLot(bus, parts.Keys, writer)
            : new QueueParkingLot(bus, parts.Keys);
        bus.Outcomes = new DeliveryOutcomes(bus, lot, parts.Records, parts.Clock);
        configurator.ConnectEndpointConfigurationObserver(bus.Consumed);
        configurator.AddPrePipeSpecification(new GuardSpecification(new GuardFilter(bus)));
        configurator.ConnectReceiveObserver(new RedeliveryObserver());
        configurator.ConnectBusObserver(
            new GuardedBusObserver(bus, parts.Store, context.GetService<IReleasePumpSignal>())
        );
        if (!isInMemory)
        {
            configurator.ReceiveEndpoint(
                bus.Queues.Parking,
                endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.ConfigureReceive(pipe =>
                        pipe.UseFilter(new ParkingIngestFilter(bus, parts.Keys, writer, parts.Records, parts.Clock))
                    );
                }
            );
        }

        if (context.GetService<VoteKeys>() is { Count: > 0 } votes)
        {
            var handler = new ApprovalVoteHandler(
                bus.Service,
                bus.Queues.Approvals,
                votes,
                context.GetRequiredService<IApprovals>(),
                parts.Records,
                options.VoteMaxAge,
                parts.Clock,
                parts.Logger
            );
            configurator.ReceiveEndpoint(
                bus.Queues.Approvals,
                endpoint =>
                {
                    endpoint.ConfigureConsumeTopology = false;
                    endpoint.UseMessageRetry(retry =>
                        retry.Exponential(
                            8,
                            TimeSpan.FromMilliseconds(100),
                            TimeSpan.FromSeconds(10),
                            TimeSpan.FromMilliseconds(200)
                        )
                    );
                    endpoint.Handler<ApprovalVoteMessage>(handler.HandleAsync);
                }
            );
        }
    }
}
