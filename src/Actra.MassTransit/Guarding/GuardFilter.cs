using Actra.Guard;
using MassTransit;
using MassTransit.Transports;

namespace Actra.MassTransit;

/// <summary>
/// Asks the guard about every delivery, once, before anything else of the consume pipe. It never throws to refuse: a throw costs retries, trips kill switches and
/// times requesters out. What it throws is failure to move a message, and then the message stays where it is.
/// </summary>
internal sealed class GuardFilter(GuardedBus bus) : IFilter<ConsumeContext>
{
    public const string ScopeName = "actraGuard";

    public void Probe(ProbeContext context) => context.CreateScope(ScopeName);

    public async Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        var endpoint = context.ReceiveContext.InputAddress.GetEndpointName() ?? "";
        if (bus.IsOwnEndpoint(context.ReceiveContext.InputAddress))
        {
            await next.Send(context);
            return;
        }

        var (delivery, admission) = await AdmitAsync(context, endpoint);
        if (admission is null)
        {
            if (delivery.IsConsumed)
            {
                await next.Send(context);
            }

            // Else nobody told of a handler for it: it is skipped, and one that was connected past the guard does not run.
            return;
        }

        switch (admission.Kind)
        {
            case AdmissionKind.Run:
                context.AddOrUpdatePayload(() => new DecisionPayload(admission), _ => new DecisionPayload(admission));
                await LeasedRun.SendAsync(context, next, admission.Lease, bus.Outcomes.Clock, bus.Logger);
                break;
            case AdmissionKind.Park:
                await bus.Outcomes.ParkAsync(delivery, admission);
                break;
            case AdmissionKind.Defer:
                await bus.Outcomes.DeferAsync(delivery, admission);
                break;
            case AdmissionKind.Drop:
                await delivery.Primary!.NotifyConsumedAsync(context);
                break;
            default:
                await bus.Outcomes.FaultAsync(delivery, admission);
                break;
        }
    }

    /// <summary>The guard's answer; none where the delivery needs no decision.</summary>
    private async ValueTask<(Delivery, Admission?)> AdmitAsync(ConsumeContext context, string endpoint)
    {
        var isKnown = bus.Consumed.TryGet(endpoint, out var types);
        var delivery = Delivery.Read(
            context,
            endpoint,
            types?.IsTemporary ?? EndpointAddress.IsTemporary(context.ReceiveContext.InputAddress),
            isKnown ? types!.Types : bus.Consumed.All,
            bus.Contracts,
            bus.Guard.Policies.Current
        );
        if (delivery.Unmapped.Count > 0 && bus.Options.UnmappedMessages == Unmapped.Fail)
        {
            var name = delivery.Unmapped[0].Type.FullName;
            return (
                delivery,
                new Admission
                {
                    Kind = AdmissionKind.Fault,
                    Code = AdmissionCodes.NotMapped,
                    Reason = $"`{name}` maps to no action and is not exempt",
                }
            );
        }

        return delivery.Asked.Count == 0
            ? (delivery, null)
            : (delivery, await bus.Guard.AdmitAsync(delivery.ToWorkItem(bus.Actors), context.CancellationToken));
    }
}
