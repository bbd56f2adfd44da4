using MassTransit;
using MassTransit.Context;

namespace Actra.MassTransit;

/// <summary>A delivery of approved work: its handler is cancelled when the claim is lost.</summary>
internal sealed class LeasedConsumeContext(ConsumeContext context, CancellationToken handler)
    : ConsumeContextProxy(context)
{
    public override CancellationToken CancellationToken => handler;
}
