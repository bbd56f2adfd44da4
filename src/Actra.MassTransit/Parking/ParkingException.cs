namespace Actra.MassTransit;

/// <summary>A message cannot be parked, now or ever: it goes to the fault queue.</summary>
internal sealed class ParkingException(string message, Exception? innerException = null)
    : Exception(message, innerException);
