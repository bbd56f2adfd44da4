namespace Actra.Capabilities;

/// <summary>What a policy says about an action.</summary>
/// <param name="Verdict">The verdict; null where no rule fits, which denies.</param>
/// <param name="Rule">The rule or risk level that decided; null where none did.</param>
/// <param name="Care">The key of the condition in doubt that made the answer stricter; null where there is none.</param>
internal sealed record PolicyAnswer(RuleVerdict? Verdict, string? Rule, string? Care = null)
{
    public bool Permits => Verdict is RuleVerdict.Allow or RuleVerdict.Warn;
}
