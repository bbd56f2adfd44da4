namespace Actra.Model;

/// <summary>What made a decision.</summary>
public enum DecisionKind
{
    /// <summary>The input could not be judged: see <see cref="Decision.Problems"/>. The effect is block.</summary>
    InputError = 0,

    /// <summary>A rule matched.</summary>
    Rule = 1,

    /// <summary>No rule matched: the policy's default.</summary>
    Default = 2,
}
