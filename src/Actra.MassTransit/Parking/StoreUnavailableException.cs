namespace Actra.MassTransit;

/// <summary>The store did not answer for as long as the guard was told to be patient.</summary>
internal sealed class StoreUnavailableException(Exception cause) : Exception(cause.Message, cause);
