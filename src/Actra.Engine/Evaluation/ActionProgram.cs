using System.Collections.Frozen;
using Actra.Model;

namespace Actra.Evaluation;

/// <summary>What is run for inputs of one action: the slots to fill, then its own rules, then the shared ones.</summary>
internal sealed class ActionProgram
{
    private readonly PolicyProgram _policy;
    private readonly Decision?[] _own;
    private readonly Decision _default;
    private Decision?[]? _shared;

    public ActionProgram(PolicyProgram policy, string actionType, IReadOnlyList<CompiledRule> rules, int slotCount)
    {
        _policy = policy;
        ActionType = actionType;
        Rules = [.. rules];
        SlotCount = slotCount;
        var own = new RuleReach(Rules);
        var rest = own.AlwaysDecides ? null : policy.Shared.Reach;
        Needed =
        [
            .. own
                .Slots.Concat(rest?.Slots ?? [])
                .DistinctBy(s => s.Index)
                .OrderBy(s => s.Field.Domain)
                .ThenBy(s => s.Index),
        ];
        NeededFields = Needed.Select(s => s.Field).ToFrozenSet();
        MayRequireApproval =
            own.MayRequireApproval
            || rest is { MayRequireApproval: true }
            || (rest is { AlwaysDecides: false } && policy.Default == Effect.RequireApproval);
        _own = new Decision?[Rules.Length];
        _default = new Decision
        {
            Effect = policy.Default,
            Kind = DecisionKind.Default,
            ActionType = actionType,
            PolicyHash = policy.Hash,
        };
    }

    public string ActionType { get; }

    public CompiledRule[] Rules { get; }

    public int SlotCount { get; }

    /// <summary>The slots that some reachable rule reads.</summary>
    public Slot[] Needed { get; }

    public FrozenSet<FieldRef> NeededFields { get; }

    public bool MayRequireApproval { get; }

    /// <summary>The first rule that matches; null where none does.</summary>
    public CompiledRule? Match(ReadOnlySpan<FieldValue> slots) =>
        First(Rules, slots) ?? First(_policy.Shared.OfActor(slots), slots) ?? First(_policy.Shared.Global, slots);

    /// <summary>The decision that a matched rule makes; one object for all inputs where it says the same to all.</summary>
    public Decision Decide(CompiledRule? rule, ReadOnlySpan<FieldValue> slots)
    {
        if (rule is null)
        {
            return _default;
        }

        if (rule.Reason is { IsConstant: false })
        {
            return Make(rule, slots);
        }

        var cache = rule.Shared ? _shared ??= new Decision?[_policy.Shared.Count] : _own;
        return cache[rule.Index] ??= Make(rule, slots);
    }

    private Decision Make(CompiledRule rule, ReadOnlySpan<FieldValue> slots) =>
        new()
        {
            Effect = rule.Effect,
            Kind = DecisionKind.Rule,
            ActionType = ActionType,
            PolicyHash = _policy.Hash,
            RuleId = rule.Id,
            Reason = rule.Reason?.Render(ActionType, slots),
            Approval = rule.Approval,
        };

    private static CompiledRule? First(CompiledRule[] rules, ReadOnlySpan<FieldValue> slots)
    {
        foreach (var rule in rules)
        {
            if (rule.Condition is null || rule.Condition.Holds(slots))
            {
                return rule;
            }
        }

        return null;
    }
}
