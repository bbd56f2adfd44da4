namespace Actra.Audit;

/// <summary>Whether work may move before its record is durable.</summary>
public enum AuditDurability
{
    /// <summary>The record is queued; where the log cannot keep up it is lost, and the loss is itself a record and a metric.</summary>
    BestEffort = 0,

    /// <summary>The work does not move before its record is durable.</summary>
    Required = 1,
}
