namespace Actra.Model;

/// <summary>What a policy says about an action. The zero value is <see cref="Block"/>: a decision that nobody made lets nothing run.</summary>
public enum Effect
{
    /// <summary>The work must not run.</summary>
    Block = 0,

    /// <summary>The work waits until people have decided.</summary>
    RequireApproval = 1,

    /// <summary>The work may run.</summary>
    Allow = 2,
}
