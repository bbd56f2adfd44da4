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

/// <summary>A condition, and how and where it is written.</summary>
/// <param name="Condition">The condition.</param>
/// <param name="At">The place of its key.</param>
/// <param name="Text">Its value as written, on one line.</param>
internal sealed record WrittenCondition(ICondition Condition, Position At, string Text);

/// <summary>A rule: a capability, conditions that must all fit, and what follows.</summary>
/// <param name="Name">Where it stands: <c>deny[0]</c>.</param>
/// <param name="File">Its document.</param>
/// <param name="At">The place in its document.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="CapabilityText">The capability as written.</param>
/// <param name="Conditions">The conditions.</param>
internal sealed record CapabilityRule(
    string Name,
    string File,
    Position At,
    RuleVerdict Verdict,
    string CapabilityText,
    IReadOnlyList<WrittenCondition> Conditions
)
{
    private const string CapabilityKey = "capability";

    public Capability Capability { get; } = Capability.Parse(CapabilityText);

    public Fit Test(ActionFacts facts)
    {
        var fit = new Fit(TestCapability(facts), CapabilityKey);
        foreach (var (condition, _, _) in Conditions)
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

        return Capability.Matches(asked) ? Match.Sure
            : Capability.MayCover(asked) || facts.Implied.Any(Capability.MayCover) ? Match.Possible
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
