namespace Actra.Model;

/// <summary>The names of domains as policies spell them.</summary>
public static class DomainNames
{
    /// <summary>The policy language's word for a domain: <c>action</c>, <c>actor</c> or <c>snapshot</c>.</summary>
    public static string ToName(this Domain domain) =>
        domain switch
        {
            Domain.Actor => "actor",
            Domain.Snapshot => "snapshot",
            _ => "action",
        };

    /// <summary>Reads the policy language's word for a domain; exact spelling.</summary>
    public static bool TryParse(string? name, out Domain domain)
    {
        (domain, var known) = name switch
        {
            "action" => (Domain.Action, true),
            "actor" => (Domain.Actor, true),
            "snapshot" => (Domain.Snapshot, true),
            _ => (Domain.Action, false),
        };
        return known;
    }
}
