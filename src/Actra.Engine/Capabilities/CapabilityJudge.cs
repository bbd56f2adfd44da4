namespace Actra.Capabilities;

/// <summary>
/// Finds the answer of a policy: prohibitions first, then approvals, then permissions, whatever their order in the document. Where a permission comes out,
/// what may have been prohibited is looked at once more.
/// </summary>
internal sealed class CapabilityJudge(IReadOnlyList<CapabilityRule> rules, RiskLevels levels)
{
    private const string RiskKey = "risk_levels";

    private readonly CapabilityRule[] _deny = [.. rules.Where(rule => rule.Verdict == RuleVerdict.Deny)];
    private readonly CapabilityRule[] _ask = [.. rules.Where(rule => rule.Verdict == RuleVerdict.RequireApproval)];
    private readonly CapabilityRule[] _allow = [.. rules.Where(rule => rule.Verdict <= RuleVerdict.Warn)];

    public PolicyAnswer Judge(ActionFacts facts)
    {
        var deny = Search(_deny, facts);
        if (deny.Found is { } denied)
        {
            return new PolicyAnswer(RuleVerdict.Deny, denied.Name);
        }

        if (facts.Asked is null)
        {
            return new PolicyAnswer(null, null, "capability");
        }

        var ask = Search(_ask, facts);
        var risk = levels.Of(facts.RiskLevel);
        var answer =
            risk == RuleVerdict.Deny
                ? new PolicyAnswer(
                    RuleVerdict.Deny,
                    RiskLevels.NameOf(facts.RiskLevel),
                    ask.Found is null ? null : RiskKey
                )
            : ask.Found is { } asked ? new PolicyAnswer(RuleVerdict.RequireApproval, asked.Name)
            : risk is RuleVerdict.RequireApproval or RuleVerdict.Warn
                ? new PolicyAnswer(risk, RiskLevels.NameOf(facts.RiskLevel))
            : Permission(facts);
        return answer.Permits ? Careful(answer, deny, ask, levels.Strictest(facts)) : answer;
    }

    private PolicyAnswer Permission(ActionFacts facts)
    {
        string? care = null;
        foreach (var rule in _allow)
        {
            var fit = rule.Test(facts);
            if (fit.Match == Match.Sure)
            {
                return new PolicyAnswer(rule.Verdict, rule.Name);
            }

            care ??= fit.Match == Match.Likely ? fit.Care : null;
        }

        return new PolicyAnswer(null, null, care);
    }

    private static PolicyAnswer Careful(PolicyAnswer answer, Finding deny, Finding ask, RuleVerdict? risk) =>
        deny.Possible is { } denied ? new PolicyAnswer(RuleVerdict.Deny, denied.Name, deny.Care)
        : risk == RuleVerdict.Deny ? new PolicyAnswer(RuleVerdict.Deny, RiskKey, RiskKey)
        : ask.Possible is { } asked ? new PolicyAnswer(RuleVerdict.RequireApproval, asked.Name, ask.Care)
        : risk == RuleVerdict.RequireApproval ? new PolicyAnswer(RuleVerdict.RequireApproval, RiskKey, RiskKey)
        : answer;

    /// <summary>The first rule that fits at least as read literally, and the first that only may.</summary>
    private static Finding Search(CapabilityRule[] rules, ActionFacts facts)
    {
        var found = default(Finding);
        foreach (var rule in rules)
        {
            var fit = rule.Test(facts);
            if (fit.Match >= Match.Likely)
            {
                return found with { Found = rule };
            }

            if (fit.Match == Match.Possible && found.Possible is null)
            {
                found = new Finding(null, rule, fit.Care);
            }
        }

        return found;
    }

    private readonly record struct Finding(CapabilityRule? Found, CapabilityRule? Possible, string? Care);
}
