namespace Actra.Capabilities;

/// <summary>What was decided about an action.</summary>
public enum ExecutionDecision
{
    /// <summary>It must not run.</summary>
    Deny = 0,

    /// <summary>It may run once a person has approved exactly it.</summary>
    RequireApproval = 1,

    /// <summary>It may run.</summary>
    Allow = 2,
}
