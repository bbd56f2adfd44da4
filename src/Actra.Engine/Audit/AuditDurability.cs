namespace Actra.Audit;

/// <summary>How surely a record must be in the decision log before work goes on.</summary>
public enum AuditDurability
{
    /// <summary>Work goes on at once; a record that the log cannot take is counted, and its loss is a record.</summary>
    BestEffort = 0,

    /// <summary>Work waits until the record is durable, and does not go on where the log cannot take it.</summary>
    Required = 1,
}
