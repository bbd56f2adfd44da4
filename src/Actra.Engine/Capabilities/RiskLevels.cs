namespace Actra.Capabilities;

/// <summary>What follows from the risk of an action alone. <c>allow</c> permits nothing by itself.</summary>
/// <param name="verdicts">Verdicts by level, as the document spells it.</param>
internal sealed class RiskLevels(IReadOnlyDictionary<string, RuleVerdict> verdicts)
{
    /// <summary>What a level comes to; null where the document does not name it.</summary>
    public RuleVerdict? Of(string? level) =>
        level is not null && verdicts.TryGetValue(level, out var verdict) ? verdict : null;

    public static string NameOf(string? level) => $"risk_levels.{level}";

    /// <summary>The strictest of all that the event's levels may come to, whatever their case.</summary>
    public RuleVerdict? Strictest(ActionFacts facts)
    {
        string?[] spoken = [facts.RiskLevel, .. facts.OtherRiskLevels];
        return verdicts
            .Where(pair => spoken.Contains(pair.Key, StringComparer.OrdinalIgnoreCase))
            .Select(pair => (RuleVerdict?)pair.Value)
            .Max();
    }
}
