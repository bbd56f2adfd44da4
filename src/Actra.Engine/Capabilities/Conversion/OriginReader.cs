namespace Actra.Capabilities.Conversion;

/// <summary>Puts rules and risk levels into the words of version 2.</summary>
internal static class OriginReader
{
    private const string NoOperator =
        "version 2 compares whole values only: have the host say it as an action of its own";

    public static Origin Of(CapabilityRule rule)
    {
        var unsaid = new List<Unsaid>();
        var wording = OfCapability(rule, unsaid);
        foreach (var (condition, at, _) in rule.Conditions)
        {
            if (condition.Wording is not { } part)
            {
                unsaid.Add(new Unsaid(NameOf(condition), at, NoOperator));
            }
            else if (wording.And(part) is { } both)
            {
                wording = both;
            }
            else
            {
                unsaid.Add(new Unsaid($"`{condition.Key}` beside so much else", at, "write several rules"));
            }
        }

        var texts = rule.Conditions.Select(written => $"{written.Condition.Key}: {written.Text}");
        return new Origin(
            rule.Name,
            rule.File,
            rule.At,
            string.Join(", ", texts.Prepend(rule.CapabilityText)),
            rule.Verdict,
            wording,
            unsaid
        );
    }

    public static Origin Of(RiskLevel level)
    {
        var folded = ConditionValue.Fold(level.Name);
        var isSaid = folded.Length > 0 && level.Name.Trim() == level.Name && level.Name.All(char.IsAscii);
        // A level comes in lower case, so another spelling is never the level itself.
        IReadOnlyList<Term> sure = level.Name == folded ? [Term.Is(Facts.RiskLevel, folded)] : [];
        return new Origin(
            RiskLevels.NameOf(level.Name),
            level.File,
            level.At,
            $"action: {Word(level.Verdict)}",
            level.Verdict,
            isSaid
                ? new Wording(sure, sure, [Term.Is(Facts.RiskLevel, folded), Term.Is(Facts.OtherRiskLevel, folded)])
                : Wording.Always,
            isSaid || level.Verdict == RuleVerdict.Allow
                ? []
                : [new Unsaid($"the risk level `{level.Name}`", level.At, "write it with plain letters")]
        );
    }

    private static Wording OfCapability(CapabilityRule rule, List<Unsaid> unsaid)
    {
        var wording = CapabilityWording.Of(rule.Capability);
        if (rule.Capability.HasDeadWildcard && rule.Verdict is RuleVerdict.Allow or RuleVerdict.Warn)
        {
            // In a permission it stands for nothing, so the rule comes to nothing.
            return wording with { Sure = [], Likely = [] };
        }

        if (CapabilityWording.Problem(rule.Capability) is { } problem)
        {
            unsaid.Add(new Unsaid(problem, rule.At, "write a rule for each capability that is meant"));
        }

        return wording;
    }

    private static string Word(RuleVerdict verdict) =>
        verdict == RuleVerdict.RequireApproval ? "require_approval" : verdict.ToString().ToLowerInvariant();

    private static string NameOf(ICondition condition) =>
        condition is AttributeCondition ? $"`{condition.Key}` with a pattern or a number" : $"`{condition.Key}`";
}
