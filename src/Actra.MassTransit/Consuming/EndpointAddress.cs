namespace Actra.MassTransit;

/// <summary>What the address of an endpoint says about it.</summary>
internal static class EndpointAddress
{
    /// <summary>True where the queue vanishes with its consumer: work cannot wait to come back to it.</summary>
    public static bool IsTemporary(Uri address) =>
        address
            .Query.TrimStart('?')
            .Split('&')
            .Any(pair =>
                pair.Equals("temporary=true", StringComparison.OrdinalIgnoreCase)
                || pair.Equals("autodelete=true", StringComparison.OrdinalIgnoreCase)
                || pair.Equals("durable=false", StringComparison.OrdinalIgnoreCase)
            );
}
