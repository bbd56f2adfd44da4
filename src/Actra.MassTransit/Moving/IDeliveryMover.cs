using MassTransit;

namespace Actra.MassTransit;

/// <summary>Moves a delivery, whole, to one queue: body bytes as they came, its headers, and those of the guard. When it returns, the queue has it.</summary>
internal interface IDeliveryMover
{
    Task MoveAsync(ReceiveContext delivery, IReadOnlyDictionary<string, string> headers);
}
