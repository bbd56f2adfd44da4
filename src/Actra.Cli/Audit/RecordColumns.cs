using Actra.Audit;
using Actra.Cli;

namespace Actra.Cli.Audit;

/// <summary>The fields of a record by the names under which they leave the tool, in order; numbers apart, all are texts.</summary>
internal static class RecordColumns
{
    public static IReadOnlyList<(string Name, Func<AuditEntry, string?> Of)> Texts { get; } =
    [
        ("service", entry => entry.Service),
        ("decision_id", entry => entry.DecisionId),
        ("work_kind", entry => entry.WorkKind),
        ("endpoint", entry => entry.Endpoint),
        ("work_id", entry => entry.WorkId),
        ("action", entry => entry.Action),
        ("actor", entry => entry.Actor),
        ("actor_source", entry => entry.ActorSource),
        ("effect", entry => entry.Effect),
        ("rule", entry => entry.Rule),
        ("reason", entry => entry.Reason),
        ("policy_hash", entry => entry.PolicyHash),
        ("approval_id", entry => entry.ApprovalId),
        ("detail", entry => entry.Detail),
    ];

    public static string Kind(AuditEntry entry) => Kebab(entry.Kind.ToString());

    /// <summary><c>HeadMismatch</c> as <c>head-mismatch</c>.</summary>
    public static string Kebab(string name) =>
        string.Concat(
            name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString())
        );
}
