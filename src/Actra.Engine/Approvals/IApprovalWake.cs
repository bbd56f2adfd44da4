namespace Actra.Approvals;

/// <summary>Hears that another process has changed something that a pump has to deal with. A hint: who misses one finds out at the next interval.</summary>
public interface IApprovalWake
{
    /// <summary>Calls back at every hint for a service, until cancelled. Throws where the connection breaks; the caller starts again.</summary>
    Task ListenAsync(string service, Action wake, CancellationToken ct);
}
