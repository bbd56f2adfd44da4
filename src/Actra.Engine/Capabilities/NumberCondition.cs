using Actra.Capabilities.Conversion;

namespace Actra.Capabilities;

/// <summary>How a number is compared with a limit.</summary>
internal enum Comparison
{
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}

/// <summary>A condition on the amount of a payload or on the depth of the caller.</summary>
internal sealed class NumberCondition(string key, Comparison comparison, double limit, INumberSource source)
    : ICondition
{
    public string Key => key;

    public Wording? Wording => NumberWording.Of(source.Number, source.Given, comparison, limit);

    public Match Test(ActionFacts facts)
    {
        var (plain, candidates) = source.Read(facts);
        if (plain is { } number && Holds(number))
        {
            return IsSound(number) && candidates.All(c => c is { } other && IsSound(other) && Holds(other))
                ? Match.Sure
                : Match.Likely;
        }

        // What cannot be read, what is not there, and what stands under another name may all be over the limit.
        return plain is null or < 0 || candidates.Any(c => c is not { } other || !IsSound(other) || Holds(other))
            ? Match.Possible
            : Match.None;
    }

    private static bool IsSound(double number) => double.IsFinite(number) && number >= 0;

    /// <summary>What is no number at all exceeds every limit, as in the original.</summary>
    private bool Holds(double number) =>
        double.IsNaN(number)
        || comparison switch
        {
            Comparison.Greater => number > limit,
            Comparison.GreaterOrEqual => number >= limit,
            Comparison.Less => number < limit,
            _ => number <= limit,
        };
}
