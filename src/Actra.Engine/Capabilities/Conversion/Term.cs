using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>Comparisons of facts that must all hold: what one rule of version 2 can ask for. Immutable.</summary>
internal sealed class Term
{
    private readonly Dictionary<Fact, Extent> _extents;

    private Term(Dictionary<Fact, Extent> extents) => _extents = extents;

    /// <summary>Holds always.</summary>
    public static Term Always { get; } = new([]);

    /// <summary>The facts that are compared, in their order, with the values that are admitted.</summary>
    public IEnumerable<(Fact Fact, Extent Extent)> Comparisons =>
        Facts.All.Where(_extents.ContainsKey).Select(fact => (fact, _extents[fact]));

    public static Term Is(Fact fact, string text) => Of(fact, new Extent.Exactly(FieldValue.Of(text)));

    public static Term Is(Fact fact, bool truth) => Of(fact, new Extent.Exactly(FieldValue.Of(truth)));

    /// <summary>Of the two zeros there is one here, as comparisons have it.</summary>
    public static Term Is(Fact fact, double number) => Of(fact, new Extent.Exactly(FieldValue.Of(number + 0.0)));

    public static Term Above(Fact fact, double number) => Of(fact, new Extent.Between(number, double.PositiveInfinity));

    public static Term Below(Fact fact, double number) => Of(fact, new Extent.Between(double.NegativeInfinity, number));

    /// <summary>Both at once; null where that can never be.</summary>
    public Term? And(Term other)
    {
        var both = new Dictionary<Fact, Extent>(_extents);
        foreach (var (fact, extent) in other._extents)
        {
            var admitted = both.TryGetValue(fact, out var own) ? own.And(extent) : extent;
            if (admitted is null)
            {
                return null;
            }

            both[fact] = admitted;
        }

        var term = new Term(both);
        return term.IsPossible ? term : null;
    }

    /// <summary>True where the other holds whenever this one does.</summary>
    public bool Implies(Term other) =>
        other._extents.All(wanted => Known(wanted.Key) is { } extent && extent.Implies(wanted.Value));

    /// <summary>A text says how it is folded.</summary>
    private bool IsPossible =>
        _extents.Keys.All(fact =>
            fact.Folded is null
            || !_extents.TryGetValue(fact.Folded, out var folded)
            || FoldedOf(_extents[fact]).Implies(folded)
        );

    private Extent? Known(Fact fact) =>
        _extents.TryGetValue(fact, out var extent) ? extent
        : _extents.Keys.FirstOrDefault(raw => raw.Folded == fact) is { } raw ? FoldedOf(_extents[raw])
        : null;

    private static Extent FoldedOf(Extent text) =>
        new Extent.Exactly(FieldValue.Of(ConditionValue.Fold(((Extent.Exactly)text).Value.AsString)));

    private static Term Of(Fact fact, Extent extent) => new(new Dictionary<Fact, Extent> { [fact] = extent });
}
