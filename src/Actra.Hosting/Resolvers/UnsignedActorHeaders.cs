namespace Actra.Hosting;

/// <summary>The names of the plain headers that name the actor. Names are compared without regard to case.</summary>
public sealed class UnsignedActorHeaders
{
    /// <summary>The header with the actor's id; without it the actor is anonymous.</summary>
    /// <value><c>Actor-Id</c>.</value>
    public string Id { get; set; } = "Actor-Id";

    /// <summary>The header with the kind of actor; <c>user</c> where it is missing.</summary>
    /// <value><c>Actor-Type</c>.</value>
    public string Type { get; set; } = "Actor-Type";

    /// <summary>The header with the actor's tenant.</summary>
    /// <value><c>Actor-Tenant</c>.</value>
    public string Tenant { get; set; } = "Actor-Tenant";

    /// <summary>Further attributes: the policy's name of each, and its header.</summary>
    /// <value><c>role</c> from <c>Actor-Role</c>.</value>
    public IDictionary<string, string> Attributes { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["role"] = "Actor-Role" };
}
