using MassTransit;
using MassTransit.Configuration;

namespace Actra.MassTransit;

/// <summary>Finds what an endpoint consumes: consumers, batches (as their messages), handlers, sagas and activities.</summary>
internal sealed class EndpointTypeObserver : ConfigurationObserver, IMessageConfigurationObserver
{
    private readonly EndpointTypes _endpoint;

    public EndpointTypeObserver(IReceiveEndpointConfigurator configurator, EndpointTypes endpoint)
        : base(configurator)
    {
        _endpoint = endpoint;
        Connect(this);
    }

    public void MessageConfigured<TMessage>(IConsumePipeConfigurator configurator)
        where TMessage : class => _endpoint.Add<TMessage>();

    public override void BatchConsumerConfigured<TConsumer, TMessage>(
        IConsumerMessageConfigurator<TConsumer, Batch<TMessage>> configurator
    ) => _endpoint.Add<TMessage>();
}
