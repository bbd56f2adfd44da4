namespace Actra.Capabilities.Conversion;

/// <summary>Puts rules and risk levels into the words of version 2.</summary>
internal static class OriginReader
{
    private const string NoOperator =
        "version 2 compares whole values only: have the host say it as an action of its own";

    public static Origin Of(CapabilityRule rule)
    {
        var unsaid = new List<Unsaid>();
        var wording = Wording.Always;
        void Add(Wording? part, Unsaid otherwise)
        {
            if (part is not null && wording.And(part) is { } both)
            {
                wording = both;
            }
            else
            {
                unsaid.Add(
                    part is null ? otherwise : otherwise with { What = otherwise.What + " beside so much else" }
                );
            }
        }

        AddCapability(rule, Add);
        foreach (var (condition, at, _) in rule.Conditions)
        {
            Add(condition.Wording, new Unsaid(NameOf(condition), at, NoOperator));
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
            level.Name,
            level.Verdict,
            isSaid
                ? new Wording(sure, sure, [Term.Is(Facts.RiskLevel, folded), Term.Is(Facts.OtherRiskLevel, folded)])
                : Wording.Always,
            isSaid || level.Verdict == RuleVerdict.Allow
                ? []
                : [new Unsaid($"the risk level `{level.Name}`", level.At, "write it with plain letters")]
        );
    }

    private static void AddCapability(CapabilityRule rule, Action<Wording?, Unsaid> add)
    {
        var wording = CapabilityWording.Of(rule.Capability);
        var problem = CapabilityWording.Problem(rule.Capability);
        var permits = rule.Verdict is RuleVerdict.Allow or RuleVerdict.Warn;
        if (rule.Capability.HasDeadWildcard && permits)
        {
            // In a permission it stands for nothing, so the rule comes to nothing.
            add(wording with { Sure = [], Likely = [] }, new Unsaid("", rule.At, ""));
            return;
        }

        add(wording, new Unsaid("", rule.At, ""));
        if (problem is not null)
        {
            add(null, new Unsaid(problem, rule.At, "write a rule for each capability that is meant"));
        }
    }

    private static string NameOf(ICondition condition) =>
        condition is AttributeCondition ? $"`{condition.Key}` with a pattern or a number" : $"`{condition.Key}`";
}
