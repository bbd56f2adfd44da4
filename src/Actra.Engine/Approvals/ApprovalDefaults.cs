namespace Actra.Approvals;

/// <summary>Times that apply where a rule names none. Validated when the host starts.</summary>
public sealed class ApprovalDefaults
{
    internal static readonly TimeSpan DefaultValidFor = TimeSpan.FromHours(4);

    /// <summary>How long votes are taken, from parking.</summary>
    /// <value>24 hours; more than zero.</value>
    public TimeSpan Expires { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long an approval holds, from its last vote.</summary>
    /// <value>4 hours; more than zero.</value>
    public TimeSpan ValidFor { get; set; } = DefaultValidFor;

    /// <summary>Who approves where a rule does not say: version 1 rules cannot.</summary>
    /// <value>Null: then a policy whose rules ask for approval without saying of whom stops the start.</value>
    public Model.ApprovalRequirement? Requirement { get; set; }
}
