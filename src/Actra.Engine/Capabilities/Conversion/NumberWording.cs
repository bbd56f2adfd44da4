namespace Actra.Capabilities.Conversion;

/// <summary>A condition on a number. One that is not given, or below zero, may exceed any limit.</summary>
internal static class NumberWording
{
    public static Wording Of(Fact number, Fact given, Comparison comparison, double limit)
    {
        IReadOnlyList<Term> holds = comparison switch
        {
            Comparison.Greater => [Term.Above(number, limit)],
            Comparison.GreaterOrEqual => [Term.Above(number, limit), Term.Is(number, limit)],
            Comparison.Less => [Term.Below(number, limit)],
            _ => [Term.Below(number, limit), Term.Is(number, limit)],
        };
        var likely = Terms.Product(holds, [Term.Is(given, true)]);
        var sure = Terms.Product(likely, [Term.Above(number, 0), Term.Is(number, 0)]);
        return new Wording(sure, likely, [.. likely, Term.Below(number, 0), Term.Is(given, false)]);
    }
}
