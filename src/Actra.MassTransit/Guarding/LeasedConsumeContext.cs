using MassTransit;
using MassTransit.Context;

namespace Actra.MassTransit;

/// <summary>A delivery of approved work: its handler is cancelled when the claim is lost, and it knows when its pipeline will deliver it again.</summary>
internal sealed class LeasedConsumeContext(ConsumeContext context, TimeProvider clock, CancellationToken handler)
    : ConsumeContextProxy(context)
{
    private readonly Lock _lock = new();
    private DateTimeOffset? _redelivery;

    public override CancellationToken CancellationToken => handler;

    /// <summary>When the pipeline delivers it again, the last time where it does so more than once; null where it was not asked to.</summary>
    public DateTimeOffset? Redelivery
    {
        get
        {
            lock (_lock)
            {
                return _redelivery;
            }
        }
    }

    public override T GetOrAddPayload<T>(PayloadFactory<T> payloadFactory) =>
        typeof(T) == typeof(MessageRedeliveryContext)
            ? base.GetOrAddPayload(() => (T)(object)new Noted(this, (MessageRedeliveryContext)(object)payloadFactory()))
            : base.GetOrAddPayload(payloadFactory);

    private void Redelivers(TimeSpan delay)
    {
        var at = clock.GetUtcNow() + delay;
        lock (_lock)
        {
            _redelivery = at > _redelivery ? at : _redelivery ?? at;
        }
    }

    private sealed class Noted(LeasedConsumeContext delivery, MessageRedeliveryContext redelivery)
        : MessageRedeliveryContext
    {
        public async Task ScheduleRedelivery(TimeSpan delay, Action<ConsumeContext, SendContext>? callback = null)
        {
            await redelivery.ScheduleRedelivery(delay, callback);
            delivery.Redelivers(delay);
        }
    }
}
