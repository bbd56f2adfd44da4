using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Rules before all others: what is always known in the original must be known here, or nothing that reads it could be relied upon.</summary>
internal static class Guards
{
    public static IEnumerable<NewRule> Of(IReadOnlyCollection<Fact> read)
    {
        foreach (var fact in new[] { Facts.Scope, Facts.Environment.Folded!, Facts.Environment }.Where(read.Contains))
        {
            yield return Guard(Term.Is(fact, ""), $"the {fact.Field.Name} is not known");
        }

        if (read.Contains(Facts.RiskLevel) || read.Contains(Facts.OtherRiskLevel))
        {
            yield return Guard(
                Term.Is(Facts.RiskLevel, "").And(Term.Is(Facts.OtherRiskLevel, ""))!,
                "the risk_level is not known"
            );
        }
    }

    private static NewRule Guard(Term term, string reason) => new(Place.Known, null, term, Effect.Block, reason);
}
