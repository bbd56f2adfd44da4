using Actra;

namespace Workers.Contracts;

/// <summary>Remove a tenant and everything it owns.</summary>
[ActraAction("delete_tenant")]
public sealed record DeleteTenant(string TenantId, string Reason = "");
