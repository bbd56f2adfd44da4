namespace Actra.Audit;

/// <summary>tmp</summary>
public sealed class AuditWriter(IAuditLog log)
{
    /// <summary>tmp</summary>
    public ValueTask WriteAsync(AuditEntry entry, AuditDurability durability, CancellationToken ct) =>
        log.AppendAsync([entry], ct);
}
