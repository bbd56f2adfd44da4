using Actra.Audit;

namespace Actra.Cli.Replay;

/// <summary>Which decisions are wanted.</summary>
internal sealed record ReplayFilter(DateTimeOffset From, DateTimeOffset To, string? Action, string? Service)
{
    public bool Wants(AuditEntry entry) =>
        entry.Kind == AuditKind.Decision
        && entry.Time >= From
        && entry.Time < To
        && (Action is null || string.Equals(entry.Action, Action, StringComparison.Ordinal))
        && (Service is null || string.Equals(entry.Service, Service, StringComparison.Ordinal));
}
