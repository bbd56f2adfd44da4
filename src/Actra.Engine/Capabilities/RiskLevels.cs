using Actra.Language;

namespace Actra.Capabilities;

/// <summary>What follows from one level of risk.</summary>
/// <param name="Name">The level as the document spells it.</param>
/// <param name="Verdict">What follows.</param>
/// <param name="File">The document.</param>
/// <param name="At">The place in it.</param>
internal sealed record RiskLevel(string Name, RuleVerdict Verdict, string File, Position At);

/// <summary>What follows from the risk of an action alone. <c>allow</c> permits nothing by itself.</summary>
/// <param name="all">The levels that are named; each name once.</param>
internal sealed class RiskLevels(IReadOnlyList<RiskLevel> all)
{
    private readonly Dictionary<string, RuleVerdict> _verdicts = all.ToDictionary(
        level => level.Name,
        level => level.Verdict,
        StringComparer.Ordinal
    );

    public IReadOnlyList<RiskLevel> All => all;

    /// <summary>What a level comes to; null where the document does not name it.</summary>
    public RuleVerdict? Of(string? level) =>
        level is not null && _verdicts.TryGetValue(level, out var verdict) ? verdict : null;

    public static string NameOf(string? level) => $"risk_levels.{level}";

    /// <summary>The strictest of all that the event's levels may come to, whatever their case.</summary>
    public RuleVerdict? Strictest(ActionFacts facts)
    {
        string?[] spoken = [facts.RiskLevel, .. facts.OtherRiskLevels];
        return all.Where(level => spoken.Contains(level.Name, StringComparer.OrdinalIgnoreCase))
            .Select(level => (RuleVerdict?)level.Verdict)
            .Max();
    }
}
