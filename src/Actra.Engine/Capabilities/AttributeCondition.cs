using System.Text.Json;
using Actra.Capabilities.Conversion;

namespace Actra.Capabilities;

/// <summary>
/// A value that the host says (<c>environment</c>, <c>user_role</c>, <c>tenant</c>, <c>tool_name</c>, <c>risk_level</c>) or that describes the work (<c>table</c>).
/// Prohibitions also look at what the payload claims; permissions do not, except for <c>table</c>.
/// </summary>
internal sealed class AttributeCondition(string key, ConditionValue value) : ICondition
{
    public string Key => key;

    public Wording? Wording => value.IsPlain ? AttributeWording.Of(key, value.Text!) : null;

    public Match Test(ActionFacts facts)
    {
        var said = facts.Said(key);
        var claimed = facts.Payload.At(key);
        if (said is { } trusted && value.Fits(trusted))
        {
            return Match.Sure;
        }

        if (claimed is { } untrusted && value.Fits(untrusted))
        {
            return said is null && key == "table" ? Match.Sure : Match.Likely;
        }

        return IsOpen(facts, said, claimed) || FitsLoosely(said) || FitsLoosely(claimed) ? Match.Possible : Match.None;
    }

    private bool IsOpen(ActionFacts facts, JsonElement? said, JsonElement? claimed) =>
        key == "risk_level" && facts.OtherRiskLevels.Count > 0
            ? facts.OtherRiskLevels.Any(value.FitsLoosely)
            : said is null && claimed is null;

    private bool FitsLoosely(JsonElement? given) =>
        given is { ValueKind: JsonValueKind.String } text && value.FitsLoosely(text.GetString()!);
}
