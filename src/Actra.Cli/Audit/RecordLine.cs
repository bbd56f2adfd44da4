using Actra.Audit;

namespace Actra.Cli.Audit;

/// <summary>A record as one line for people.</summary>
internal static class RecordLine
{
    public static string Of(AuditRecord record)
    {
        var entry = record.Entry;
        string?[] parts =
        [
            Plain.Number(record.Sequence),
            Plain.Time(entry.Time),
            RecordColumns.Kind(entry),
            entry.Effect,
            entry.Action,
            entry.Actor is { Length: > 0 } ? $"by {entry.Actor}" : null,
            entry.WorkId is { Length: > 0 } ? $"{entry.Endpoint}/{entry.WorkId}" : entry.Endpoint,
            entry.Rule is { Length: > 0 } ? $"rule {entry.Rule}" : null,
            entry.ApprovalId,
            entry.Detail is { Length: > 0 } ? $"[{entry.Detail}]" : null,
            entry.Reason is { Length: > 0 } ? $"\"{entry.Reason}\"" : null,
        ];
        return string.Join("  ", parts.Where(part => part is { Length: > 0 }).Select(Plain.Text));
    }
}
