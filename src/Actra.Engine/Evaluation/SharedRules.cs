using Actra.Model;

namespace Actra.Evaluation;

/// <summary>The rules that every action has after its own: those of the actor's type, then the global ones.</summary>
internal sealed class SharedRules
{
    private readonly Dictionary<string, CompiledRule[]> _ofActor;

    public SharedRules(
        IReadOnlyList<(string ActorType, CompiledRule Rule)> ofActors,
        IReadOnlyList<CompiledRule> global,
        Slot? actorType
    )
    {
        _ofActor = ofActors
            .GroupBy(r => r.ActorType, r => r.Rule, StringComparer.Ordinal)
            .ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        Global = [.. global];
        ActorType = _ofActor.Count > 0 ? actorType : null;
        Count = ofActors.Count + Global.Length;
        Reach = new RuleReach([.. ofActors.Select(r => r.Rule), .. Global], ActorType);
    }

    public CompiledRule[] Global { get; }

    /// <summary>The slot of <c>actor.type</c>; null where no rule asks for it.</summary>
    public Slot? ActorType { get; }

    public int Count { get; }

    /// <summary>What can be reached of them, where no rule of the action decides first.</summary>
    public RuleReach Reach { get; }

    /// <summary>The rules of every actor's type.</summary>
    public IEnumerable<CompiledRule> OfActors => _ofActor.Values.SelectMany(rules => rules).OrderBy(rule => rule.Index);

    public CompiledRule[] OfActor(ReadOnlySpan<FieldValue> slots) =>
        ActorType is not null
        && slots[ActorType.Index] is { Type: FieldType.String } type
        && _ofActor.TryGetValue(type.AsString, out var rules)
            ? rules
            : [];
}
