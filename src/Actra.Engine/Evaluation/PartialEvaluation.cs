using Actra.Model;

namespace Actra.Evaluation;

/// <summary>Runs a program on slots of which some are open, and keeps every rule that can be the first to match.</summary>
internal sealed class PartialEvaluation(ActionProgram program, SharedRules shared, Effect @default, bool compatible)
{
    private readonly FieldValue[] _slots = new FieldValue[program.SlotCount];
    private readonly bool[] _open = new bool[program.SlotCount];
    private readonly List<PossibleDecision> _possible = [];
    private readonly HashSet<FieldRef> _dependsOn = [];

    public PartialDecision Run(PolicyInput input, IReadOnlyDictionary<FieldRef, FieldType> open)
    {
        var known = new PolicyInput(
            input.ActionType,
            Known(Domain.Action),
            Known(Domain.Actor),
            Known(Domain.Snapshot)
        );
        var unsure = program.Needed.Where(slot => IsUnsure(slot, open)).ToList();
        if (compatible)
        {
            SlotLoader.LoadUnchecked(program.Needed, known, _slots);
        }
        else if (
            program.Needed.Any(slot => IsWrong(slot, open))
            || SlotLoader.Load([.. program.Needed.Where(slot => !open.ContainsKey(slot.Field))], known, _slots)
                is not null
        )
        {
            return PartialDecision.Certain(PossibleDecision.InputError);
        }
        else if (unsure.Count > 0)
        {
            _possible.Add(PossibleDecision.InputError);
            _dependsOn.UnionWith(unsure.Select(slot => slot.Field));
        }

        foreach (var slot in program.Needed)
        {
            _open[slot.Index] = open.ContainsKey(slot.Field);
        }

        if (!TryRules(program.Rules) && !TryActors() && !TryRules(shared.Global))
        {
            _possible.Add(new PossibleDecision(@default, DecisionKind.Default, null));
        }

        return new PartialDecision(_possible, _possible.Count == 1 ? [] : [.. _dependsOn]);

        FieldMap Known(Domain domain) =>
            new(input[domain].Where(field => !open.ContainsKey(new FieldRef(domain, field.Key))));
    }

    /// <summary>True where an open field may keep the input from being judged: it may be missing, or its text may be no time.</summary>
    private static bool IsUnsure(Slot slot, IReadOnlyDictionary<FieldRef, FieldType> open) =>
        open.TryGetValue(slot.Field, out var type) && (type == FieldType.None || IsTimeText(slot, type));

    /// <summary>True where an open field has a value of a type that the input cannot be judged with.</summary>
    private static bool IsWrong(Slot slot, IReadOnlyDictionary<FieldRef, FieldType> open) =>
        open.TryGetValue(slot.Field, out var type)
        && type != FieldType.None
        && type != slot.Type
        && !IsTimeText(slot, type);

    private static bool IsTimeText(Slot slot, FieldType type) =>
        type == FieldType.String && slot.Type is FieldType.Timestamp or FieldType.Duration;

    /// <summary>Goes through rules in order; true where one of them matches for certain.</summary>
    private bool TryRules(IEnumerable<CompiledRule> rules, Slot? onlyIf = null)
    {
        foreach (var rule in rules)
        {
            var dependsOn = new List<Slot>();
            var matches = rule.Condition is { } condition ? condition.MayHold(_slots, _open, dependsOn) : true;
            if (matches == false)
            {
                continue;
            }

            _possible.Add(new PossibleDecision(rule.Effect, DecisionKind.Rule, rule.Id));
            _dependsOn.UnionWith(dependsOn.Select(slot => slot.Field));
            if (onlyIf is not null)
            {
                _ = _dependsOn.Add(onlyIf.Field);
            }
            else if (matches == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rules of the actor's type; where that is open, those of every type, and perhaps none of them.</summary>
    private bool TryActors() =>
        shared.ActorType is { } type && _open[type.Index]
            ? TryRules(shared.OfActors, onlyIf: type)
            : TryRules(shared.OfActor(_slots));
}
