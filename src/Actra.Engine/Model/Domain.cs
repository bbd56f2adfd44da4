namespace Actra.Model;

/// <summary>Where a field comes from.</summary>
public enum Domain
{
    /// <summary>What is asked: the fields of the message or job.</summary>
    Action = 0,

    /// <summary>Who asks.</summary>
    Actor = 1,

    /// <summary>The state of the world.</summary>
    Snapshot = 2,
}
