using System.Text;
using Actra.Compilation;
using Actra.Model;

namespace Actra.Testing;

/// <summary>Assertions about policies, for any test framework.</summary>
public static class PolicyAssertions
{
    /// <summary>Asserts what the policy says about an input.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="input">The input.</param>
    /// <param name="expected">The effect it should have.</param>
    /// <param name="rule">The rule that should decide; null where any may.</param>
    /// <returns>The decision, for further looks.</returns>
    /// <exception cref="PolicyAssertionException">The policy says something else; the message tells what, and explains why.</exception>
    public static Decision AssertEffect(
        this ActraPolicy policy,
        PolicyInput input,
        Effect expected,
        string? rule = null
    )
    {
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(input);
        var decision = policy.Evaluate(input);
        var asExpected =
            decision.Effect == expected
            && (rule is null || string.Equals(decision.RuleId, rule, StringComparison.Ordinal));
        return asExpected ? decision : throw new PolicyAssertionException(Describe(policy, input, expected, rule));
    }

    private static string Describe(ActraPolicy policy, PolicyInput input, Effect expected, string? rule)
    {
        var explanation = policy.Explain(input);
        var decision = explanation.Decision;
        var text = new StringBuilder()
            .AppendLine($"The policy decides `{input.ActionType}` otherwise.")
            .AppendLine($"Expected: {Say(expected, rule)}")
            .AppendLine($"Actual:   {Say(decision.Effect, decision.RuleId ?? $"none ({decision.Kind})")}")
            .AppendLine("Input:");
        foreach (var domain in Enum.GetValues<Domain>())
        {
            foreach (var (name, value) in input[domain].OrderBy(field => field.Key, StringComparer.Ordinal))
            {
                var field = new FieldRef(domain, name);
                var sensitive = policy.Schema.Find(input.ActionType, field)?.Sensitive == true;
                text.Append("  ").Append(field).Append(" = ").AppendLine(sensitive ? "***" : value.ToString());
            }
        }

        return text.AppendLine("Explanation:").Append(explanation).ToString();
    }

    private static string Say(Effect effect, string? rule) => effect.ToName() + (rule is null ? "" : $", rule: {rule}");
}
