using Actra.Model;

namespace Actra.Capabilities.Conversion;

/// <summary>
/// Rules of the original, whose order is fixed, as rules of version 2, of which the first that matches decides. A doubt about a prohibition or a question counts
/// only where something permits the action: so doubts stand after what is read literally. A doubt that no question overlaps stands with its prohibition.
/// </summary>
internal sealed class RuleOrder
{
    /// <summary>More rules than this are not written: a document has an end, and so has a reader's patience.</summary>
    public const int MostRules = 2_000;

    /// <summary>More pairs of terms than this are not looked at.</summary>
    private const long MostPairs = 2_000_000;

    private readonly Origin[] _deny;
    private readonly Origin[] _ask;
    private readonly Origin[] _unsaidAsk;
    private readonly Origin[] _permit;
    private readonly List<NewRule> _asked;
    private readonly List<Term> _permitted;

    /// <param name="rules">The rules.</param>
    /// <param name="levels">The risk levels. What they warn of comes before the permissions; one that allows permits nothing.</param>
    public RuleOrder(IReadOnlyList<Origin> rules, IReadOnlyList<Origin> levels)
    {
        Origin[] all = [.. rules, .. levels];
        _deny = [.. all.Where(origin => origin.Verdict == RuleVerdict.Deny)];
        _ask = [.. all.Where(origin => origin is { Verdict: RuleVerdict.RequireApproval, IsSaid: true })];
        _unsaidAsk = [.. all.Where(origin => origin is { Verdict: RuleVerdict.RequireApproval, IsSaid: false })];
        _permit =
        [
            .. levels.Where(level => level.Verdict == RuleVerdict.Warn),
            .. rules.Where(rule => rule.Verdict is RuleVerdict.Allow or RuleVerdict.Warn),
        ];
        _permitted = [.. _permit.Where(permit => permit.IsSaid).SelectMany(permit => permit.Wording.Sure)];
        _asked = [.. _ask.SelectMany(ask => Rules(Place.Asked, ask, ask.Wording.Likely))];
    }

    /// <summary>The rules, without those that an earlier one leaves nothing; null where there are too many.</summary>
    public List<NewRule>? Build()
    {
        var doubts = _deny.Concat(_ask).Sum(origin => (long)origin.Wording.Possible.Count);
        if (doubts * (_asked.Count + _permitted.Count) > MostPairs)
        {
            return null;
        }

        var built = new List<NewRule>();
        foreach (var rule in All().Where(rule => built.TrueForAll(earlier => !rule.Term.Implies(earlier.Term))))
        {
            built.Add(rule);
            if (built.Count > MostRules)
            {
                return null;
            }
        }

        return built;
    }

    private IEnumerable<NewRule> All() =>
        _deny
            .SelectMany(Denied)
            .Concat(_asked)
            .Concat(_deny.Concat(_unsaidAsk).SelectMany(o => Rules(Place.DeniedInDoubt, o, o.Wording.Possible)))
            .Concat(_ask.SelectMany(AskedInDoubt))
            .Concat(_permit.Where(o => o.IsSaid).SelectMany(o => Rules(Place.Permitted, o, o.Wording.Sure)))
            .Concat(_permit.Where(o => !o.IsSaid).SelectMany(o => Rules(Place.NotPermitted, o, o.Wording.Possible)));

    private IEnumerable<NewRule> Denied(Origin deny)
    {
        var doubts = deny.Wording.Possible.Where(term => _asked.TrueForAll(asked => asked.Term.And(term) is null));
        foreach (var term in Terms.Reduce([.. deny.Wording.Likely, .. doubts]))
        {
            var isLiteral = deny.Wording.Likely.Any(literal => literal.Implies(term));
            yield return Rule(Place.Denied, isLiteral ? Place.Denied : Place.DeniedInDoubt, deny, term);
        }
    }

    private IEnumerable<NewRule> AskedInDoubt(Origin ask) =>
        Rules(Place.AskedInDoubt, ask, Terms.Product(ask.Wording.Possible, _permitted));

    private static IEnumerable<NewRule> Rules(Place place, Origin origin, IReadOnlyList<Term> terms) =>
        Terms.Reduce(terms).Select(term => Rule(place, place, origin, term));

    private static NewRule Rule(Place place, Place meaning, Origin origin, Term term) =>
        new(place, origin, term, EffectOf(place), ReasonOf(meaning, origin));

    private static Effect EffectOf(Place place) =>
        place switch
        {
            Place.Asked or Place.AskedInDoubt => Effect.RequireApproval,
            Place.Permitted => Effect.Allow,
            _ => Effect.Block,
        };

    private static string ReasonOf(Place meaning, Origin origin) =>
        !origin.IsSaid
            ? $"{origin.Name} says {string.Join(" and ", origin.Unsaid.Select(unsaid => unsaid.What))}, which this policy cannot: blocked to be safe"
            : meaning switch
            {
                Place.Denied => $"{origin.Name} prohibits it",
                Place.Asked => $"{origin.Name} asks for approval",
                Place.DeniedInDoubt => $"{origin.Name} may prohibit it",
                Place.AskedInDoubt => $"{origin.Name} may ask for approval",
                _ => $"{origin.Name} permits it" + (origin.Verdict == RuleVerdict.Warn ? ", and warns" : ""),
            };
}
