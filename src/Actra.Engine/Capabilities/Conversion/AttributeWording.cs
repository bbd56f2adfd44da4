namespace Actra.Capabilities.Conversion;

/// <summary>A condition on what the host says. What is not known may fit; an environment is always known.</summary>
internal static class AttributeWording
{
    public static Wording Of(string key, string value)
    {
        var fact = Facts.OfAttribute(key);
        var folded = ConditionValue.Fold(value);
        if (fact == Facts.RiskLevel)
        {
            // A level comes in lower case, so another spelling is never the level itself.
            IReadOnlyList<Term> sure = value == folded ? [Term.Is(fact, value)] : [];
            return new Wording(sure, sure, [Term.Is(fact, folded), Term.Is(Facts.OtherRiskLevel, folded)]);
        }

        IReadOnlyList<Term> literal = [Term.Is(fact, value)];
        IReadOnlyList<Term> possible = [Term.Is(fact.Folded!, folded)];
        return new Wording(
            literal,
            literal,
            fact == Facts.Environment ? possible : [.. possible, Term.Is(fact.Folded!, "")]
        );
    }
}
