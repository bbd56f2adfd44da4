using Actra.Language;

namespace Actra.Capabilities;

/// <summary>What a rule or a risk level says.</summary>
internal enum RuleVerdict
{
    Allow,
    Warn,
    RequireApproval,
    Deny,
}

/// <summary>A rule: a capability, conditions that must all fit, and what follows.</summary>
/// <param name="Name">Where it stands: <c>deny[0]</c>.</param>
/// <param name="At">The place in its document.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="CapabilityText">The capability as written.</param>
/// <param name="Conditions">The conditions.</param>
internal sealed record CapabilityRule(
    string Name,
    Position At,
    RuleVerdict Verdict,
    string CapabilityText,
    IReadOnlyList<ICondition> Conditions
)
{
    private const string CapabilityKey = "capability";

    private readonly Capability _capability = Capability.Parse(CapabilityText);

    public Fit Test(ActionFacts facts)
    {
        var fit = new Fit(TestCapability(facts), CapabilityKey);
        foreach (var condition in Conditions)
        {
            if (fit.Match == Match.None)
            {
                return fit;
            }

            var match = condition.Test(facts);
            fit = match < fit.Match ? new Fit(match, condition.Key) : fit;
        }

        return fit.Match == Match.Sure ? new Fit(Match.Sure) : fit;
    }

    private Match TestCapability(ActionFacts facts)
    {
        if (facts.Asked is not { } asked)
        {
            return CoversText(facts.CapabilityText) ? Match.Likely : Match.None;
        }

        return _capability.Matches(asked) ? Match.Sure
            : _capability.MayCover(asked) || facts.Implied.Any(_capability.MayCover) ? Match.Possible
            : Match.None;
    }

    /// <summary>What the original does with a text that is no capability. Here only prohibitions get that far.</summary>
    private bool CoversText(string text) =>
        CapabilityText == "*"
        || CapabilityText == text
        || (
            CapabilityText.EndsWith(".*", StringComparison.Ordinal)
            && text.StartsWith(CapabilityText[..^2], StringComparison.Ordinal)
        );
}
