namespace Actra.Capabilities.Conversion;

/// <summary>How a part of a rule is said in version 2, for each sureness with which it may fit. One of the terms must hold.</summary>
/// <param name="Sure">Holds where it fits.</param>
/// <param name="Likely">Holds where it fits at least as read literally.</param>
/// <param name="Possible">Holds where it may fit at all.</param>
internal sealed record Wording(IReadOnlyList<Term> Sure, IReadOnlyList<Term> Likely, IReadOnlyList<Term> Possible)
{
    /// <summary>More terms than this are not written.</summary>
    private const int MostTerms = 256;

    /// <summary>Fits always.</summary>
    public static Wording Always { get; } = new([Term.Always], [Term.Always], [Term.Always]);

    /// <summary>Both at once; null where that would take too many terms.</summary>
    public Wording? And(Wording other) =>
        Terms.Product(Sure, other.Sure) is { Count: <= MostTerms } sure
        && Terms.Product(Likely, other.Likely) is { Count: <= MostTerms } likely
        && Terms.Product(Possible, other.Possible) is { Count: <= MostTerms } possible
            ? new Wording(sure, likely, possible)
            : null;
}

/// <summary>Lists of terms of which one must hold.</summary>
internal static class Terms
{
    /// <summary>One of each list.</summary>
    public static IReadOnlyList<Term> Product(IEnumerable<Term> left, IReadOnlyList<Term> right) =>
        [.. left.SelectMany(one => right.Select(one.And)).OfType<Term>()];

    /// <summary>Without those that add nothing to another of them.</summary>
    public static IEnumerable<Term> Reduce(IReadOnlyList<Term> terms) =>
        terms.Where(
            (term, at) =>
                !terms.Where((other, i) => i != at && term.Implies(other) && (i < at || !other.Implies(term))).Any()
        );
}
