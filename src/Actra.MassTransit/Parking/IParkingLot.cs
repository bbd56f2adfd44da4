using Actra.Approvals;

namespace Actra.MassTransit;

/// <summary>Takes messages that may not run now. When a method returns, the message is where it will not be lost.</summary>
internal interface IParkingLot
{
    Task ParkAsync(Delivery delivery, NewApproval approval);

    Task DeferAsync(Delivery delivery, Deferral deferral);
}
