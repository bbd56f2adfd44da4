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
            endpoint,
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
            QueueNames.FaultOf(endpoint),
            Required(request, envelope),
            request.ToHeaders($"queue:{endpoint}", clock.GetUtcNow()),
            request.Work.WorkId,
            ct
        );
    }

    public ValueTask ReturnAsync(DeferredWork work, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(work);
        return SendAsync(
            BusOf(work.Endpoint),
            work.Endpoint,
            work.Envelope,
            new Dictionary<string, string>(StringComparer.Ordinal),
            null,
            ct
        );
    }

    private static async ValueTask SendAsync(
        GuardedBus bus,
        string queue,
        WorkEnvelope envelope,
        IReadOnlyDictionary<string, string> headers,
        string? messageId,
        CancellationToken ct
    )
    {
        var endpoint = await bus.Bus!.GetSendEndpoint(new Uri($"queue:{queue}"));
        await endpoint.Send(
            new SerializedMessageBody(),
            Pipe.Execute<SendContext<SerializedMessageBody>>(send => envelope.Fill(send, headers, messageId)),
            ct
        );
    }

    private static WorkEnvelope Required(ApprovalRequest request, WorkEnvelope? envelope) =>
        envelope ?? throw new ActraException($"the store has no message for {request.Id}");

    private GuardedBus BusOf(string endpoint) =>
        buses.For(endpoint) is { IsStarted: true } bus
            ? bus
            : throw new ActraException($"the bus of endpoint `{endpoint}` has not started");
}
