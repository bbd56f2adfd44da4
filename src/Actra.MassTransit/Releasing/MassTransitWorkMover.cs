using Actra.Approvals;
using Actra.Guard;
using Actra.Model;
using Actra.Resolution;
using MassTransit;
using MassTransit.Serialization;

namespace Actra.MassTransit;

/// <summary>Sends parked messages, byte for byte as they came: to their own queue, or to its fault queue.</summary>
internal sealed class MassTransitWorkMover(GuardedBuses buses, TimeProvider clock) : IWorkMover
{
    public WorkKind Kind => WorkKind.Message;

    public bool IsReady => buses.All.Any() && buses.All.All(bus => bus.IsStarted);

    public ValueTask ReleaseAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var endpoint = request.Work.Endpoint;
        var bus = BusOf(endpoint);
        var ticket = new ReturnTicket(request.CreatedAt, 0).Encode(bus.Actors.Keys, endpoint, request.Work.WorkId);
        return SendAsync(
            bus,
            AddressOf(bus, endpoint),
            Required(request, envelope),
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                [ActraHeaders.Approval] = request.Id,
                [ActraHeaders.Returned] = ticket,
            },
            request.Work.WorkId,
            ct
        );
    }

    public ValueTask RejectAsync(ApprovalRequest request, WorkEnvelope? envelope, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(request);
        var endpoint = request.Work.Endpoint;
        return SendAsync(
            BusOf(endpoint),
            QueueAddress(QueueNames.FaultOf(endpoint)),
            Required(request, envelope),
            request.ToHeaders($"queue:{endpoint}", clock.GetUtcNow()),
            request.Work.WorkId,
            ct
        );
    }

    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        var bus = BusOf(work.Endpoint);
        return SendAsync(
            bus,
            AddressOf(bus, work.Endpoint),
            work.Envelope,
            new Dictionary<string, string>(StringComparer.Ordinal),
            null,
            ct
        );
    }

    private static async ValueTask SendAsync(
        GuardedBus bus,
        Uri address,
        WorkEnvelope envelope,
        IReadOnlyDictionary<string, string> headers,
        string? messageId,
        CancellationToken ct
    )
    {
        var endpoint = await bus.Bus!.GetSendEndpoint(address);
        await endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send =>
            {
                envelope.Fill(send, headers, messageId);
                if (send.TryGetPayload<RabbitMqSendContext>(out var rabbit))
                {
                    // A queue that is gone is an error to be seen, not a message lost.
                    rabbit.Mandatory = true;
                }
            }),
            ct
        );
    }

    /// <summary>The endpoint's own address, so that its queue is never declared with arguments that are not its own.</summary>
    private static Uri AddressOf(GuardedBus bus, string endpoint) =>
        bus.Consumed.TryGet(endpoint, out var known) ? known.Address : QueueAddress(endpoint);

    private static Uri QueueAddress(string queue) => new($"queue:{queue}");

    private static WorkEnvelope Required(ApprovalRequest request, WorkEnvelope? envelope) =>
        envelope ?? throw new ActraException($"the store has no message for {request.Id}");

    private GuardedBus BusOf(string endpoint) =>
        buses.For(endpoint) is { IsStarted: true } bus
            ? bus
            : throw new ActraException($"the bus of endpoint `{endpoint}` has not started");
}
