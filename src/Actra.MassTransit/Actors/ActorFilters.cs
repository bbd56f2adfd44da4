using MassTransit;

namespace Actra.MassTransit;

/// <summary>Has what is sent sealed.</summary>
internal sealed class ActorSendFilter<T>(ActraClient client, IServiceProvider services) : IFilter<SendContext<T>>
    where T : class
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("actraActor");

    public Task Send(SendContext<T> context, IPipe<SendContext<T>> next)
    {
        ActorSealing.Prepare(context, client, services);
        return next.Send(context);
    }
}

/// <summary>Has what is published sealed.</summary>
internal sealed class ActorPublishFilter<T>(ActraClient client, IServiceProvider services) : IFilter<PublishContext<T>>
    where T : class
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("actraActor");

    public Task Send(PublishContext<T> context, IPipe<PublishContext<T>> next)
    {
        ActorSealing.Prepare(context, client, services);
        return next.Send(context);
    }
}

internal static class ActorSealing
{
    public static void Prepare<T>(SendContext<T> context, ActraClient client, IServiceProvider services)
        where T : class
    {
        if (context.Serializer is not SealingSerializer)
        {
            context.Serializer = new SealingSerializer(context.Serializer, client, services);
        }
    }
}
