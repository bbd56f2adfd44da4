using System.Diagnostics;
using System.Globalization;
using Actra.Compilation;
using Actra.Guard;
using Actra.Resolution;
using MassTransit;

namespace Actra.MassTransit;

/// <summary>A delivery as the guard sees it: what it asks for, and what is known about it.</summary>
internal sealed class Delivery
{
    private readonly ActraPolicy _policy;
    private readonly Lazy<string> _digest;

    private Delivery(ConsumeContext context, string endpoint, bool isTemporary, ActraPolicy policy)
    {
        _policy = policy;
        Context = context;
        Endpoint = endpoint;
        IsTemporary = isTemporary;
        _digest = new Lazy<string>(() => MessageDigest.Of(context));
        var id = context.GetOriginalMessageId() ?? context.ReceiveContext.GetMessageId();
        WorkId = id?.ToString();
    }

    public ConsumeContext Context { get; }

    public string Endpoint { get; }

    public bool IsTemporary { get; }

    public string? WorkId { get; }

    public string Digest => _digest.Value;

    /// <summary>When it first arrived and how often it was set aside, as the host itself said.</summary>
    public ReturnTicket? Ticket { get; private set; }

    /// <summary>The types that it can be consumed as and that need a decision; the one its sender named first comes first.</summary>
    public List<(ConsumedType Type, MessageContract Contract, object Message)> Asked { get; } = [];

    /// <summary>Types it can be consumed as of which nobody said what they stand for.</summary>
    public List<ConsumedType> Unmapped { get; } = [];

    /// <summary>True where the endpoint is known to consume it, as whatever type.</summary>
    public bool IsConsumed { get; private set; }

    public ConsumedType? Primary => Asked.Count > 0 ? Asked[0].Type : Unmapped.FirstOrDefault();

    public string ActionName => Asked.Count > 0 ? Asked[0].Contract.Action! : Primary?.Type.Name ?? "";

    public static Delivery Read(
        ConsumeContext context,
        string endpoint,
        bool isTemporary,
        IEnumerable<ConsumedType> consumed,
        MessageContracts contracts,
        ActraPolicy policy
    )
    {
        var delivery = new Delivery(context, endpoint, isTemporary, policy);
        foreach (var type in consumed)
        {
            var contract = contracts.For(type.Type, policy);
            object? message;
            try
            {
                if (!type.TryGetMessage(context, out message))
                {
                    continue;
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                message = new UnreadableMessage(e.Message);
                contract = contract.Action is null ? contract : contract with { Reader = UnreadableMessage.Reader };
            }

            delivery.IsConsumed = true;
            if (contract.IsUnmapped)
            {
                delivery.Unmapped.Add(type);
            }
            else if (contract.Action is not null)
            {
                delivery.Asked.Add((type, contract, message));
            }
        }

        if (delivery.Asked.Count > 1)
        {
            var order = context.SupportedMessageTypes.ToList();
            delivery.Asked.Sort((a, b) => Place(order, a.Type).CompareTo(Place(order, b.Type)));
        }

        return delivery;
    }

    public WorkItem ToWorkItem(DeliveryActors actors)
    {
        var transport = Context.ReceiveContext.TransportHeaders;
        Ticket = WorkId is null
            ? null
            : ReturnTicket.Verify(
                actors.Keys,
                DeliveryHeaders.Text(transport, ActraHeaders.Returned),
                Endpoint,
                WorkId
            );
        var (identity, sealedAt) = actors.Identify(this);
        return new WorkItem
        {
            Kind = WorkKind.Message,
            Endpoint = Endpoint,
            Actions = Asked.ConvertAll(asked => new WorkAction(
                asked.Contract.Action!,
                asked.Contract.Reader!,
                asked.Message
            )),
            Policy = _policy,
            WorkId = WorkId,
            Digest = () => Digest,
            Identity = identity,
            Headers = new DeliveryHeaders(Context),
            ApprovalHint = DeliveryHeaders.Text(transport, ActraHeaders.Approval),
            ClosedGeneration = int.TryParse(
                DeliveryHeaders.Text(transport, ActraHeaders.Generation),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var generation
            )
                ? generation
                : null,
            Redelivered = Context.ReceiveContext.Redelivered || Context.GetRedeliveryCount() > 0 || Ticket is not null,
            Rescheduled = Context.GetRedeliveryCount() > 0,
            Deferrals = Ticket?.Deferrals ?? 0,
            CanPark = !IsTemporary,
            Facts = new WorkFacts(
                1 + (Ticket?.Deferrals ?? 0),
                sealedAt ?? SentTime(Context.SentTime),
                Context.SourceAddress?.ToString()
            ),
            TraceId = Activity.Current?.TraceId.ToString(),
        };
    }

    private static DateTimeOffset? SentTime(DateTime? sent) =>
        sent is { } time ? new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;

    private static int Place(List<string> order, ConsumedType type)
    {
        var place = order.IndexOf(type.Urn);
        return place < 0 ? int.MaxValue : place;
    }
}
