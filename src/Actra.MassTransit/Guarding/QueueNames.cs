namespace Actra.MassTransit;

/// <summary>The names of the queues that the guard uses.</summary>
internal sealed class QueueNames(string service)
{
    private const string FaultSuffix = "_fault";

    /// <summary>One per service, so that two services on one broker never drain each other.</summary>
    public string Parking { get; } = $"{service}_actra_parking";

    public string ParkingFault => Parking + FaultSuffix;

    public string Approvals { get; } = $"{service}_actra_approvals";

    /// <summary>A temporary endpoint's messages go to a queue of the service: one named after it would be left over with nobody to read it.</summary>
    public string FaultOf(Delivery delivery) =>
        delivery.IsTemporary ? $"{service}_actra{FaultSuffix}" : FaultOf(delivery.Endpoint);

    public static string FaultOf(string endpoint) => endpoint + FaultSuffix;
}
