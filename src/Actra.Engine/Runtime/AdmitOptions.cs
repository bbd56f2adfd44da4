namespace Actra.Runtime;

/// <summary>How one call is admitted.</summary>
public sealed record AdmitOptions
{
    /// <summary>
    /// The caller's own id of this piece of work, the same whenever the same work is tried again: an order number, an idempotency key. With it, an approval for exactly
    /// this work (same id, same contents) is found and used, once.
    /// </summary>
    public string? WorkId { get; init; }

    /// <summary>True where a call that requires approval makes a request for it. Needs <see cref="WorkId"/>.</summary>
    public bool CreateApproval { get; init; }

    /// <summary>The name under which the call is known to resolvers, records and approvals; an approval holds for one endpoint.</summary>
    /// <value><c>call</c>.</value>
    public string Endpoint { get; init; } = DefaultEndpoint;

    /// <summary>What surrounds the call, for resolvers; null leaves it to the context resolver.</summary>
    public object? Context { get; init; }

    internal const string DefaultEndpoint = "call";

    internal static AdmitOptions Default { get; } = new();

    /// <exception cref="ArgumentException">An approval is to be made for work without an id, or a name is empty.</exception>
    internal void Validate()
    {
        if (WorkId is { } id && string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException("a WorkId is not empty");
        }

        if (CreateApproval && WorkId is null)
        {
            throw new ArgumentException(
                "CreateApproval needs a WorkId: without one, nobody could tell which call was approved"
            );
        }

        ArgumentException.ThrowIfNullOrWhiteSpace(Endpoint);
    }
}
