using Actra.TestSupport;
using MassTransit;

namespace Actra.MassTransit.Tests;

/// <summary>A transport that scenarios run over. Names of one test are its own: queues and exchanges of others never matter.</summary>
internal abstract class TestTransport
{
    public string Prefix { get; } = "t" + Guid.NewGuid().ToString("N")[..12];

    public static TestTransport InMemory() => new InMemoryTransport();

    public static TestTransport RabbitMq() => new RabbitMqTransport();

    public abstract void Configure(
        IBusRegistrationConfigurator bus,
        Action<IBusRegistrationContext, IBusFactoryConfigurator> configure
    );

    private sealed class InMemoryTransport : TestTransport
    {
        public override void Configure(
            IBusRegistrationConfigurator bus,
            Action<IBusRegistrationContext, IBusFactoryConfigurator> configure
        ) => bus.UsingInMemory((context, configurator) => configure(context, configurator));
    }

    private sealed class RabbitMqTransport : TestTransport
    {
        public override void Configure(
            IBusRegistrationConfigurator bus,
            Action<IBusRegistrationContext, IBusFactoryConfigurator> configure
        ) =>
            bus.UsingRabbitMq(
                (context, configurator) =>
                {
                    configurator.Host(new Uri(Servers.Get(Servers.RabbitMq)));
                    configurator.MessageTopology.SetEntityNameFormatter(
                        new PrefixEntityNameFormatter(configurator.MessageTopology.EntityNameFormatter, Prefix + "-")
                    );
                    configure(context, configurator);
                }
            );
    }
}
