using Actra.Model;

namespace Actra.Evaluation;

/// <summary>What a list of rules can come to: rules after the first that always matches are not reached.</summary>
internal sealed class RuleReach
{
    public RuleReach(IReadOnlyList<CompiledRule> rules, Slot? also = null)
    {
        var slots = new Dictionary<int, Slot>();
        if (also is not null)
        {
            slots[also.Index] = also;
        }

        foreach (var rule in rules)
        {
            foreach (var slot in rule.Slots)
            {
                slots[slot.Index] = slot;
            }

            MayRequireApproval |= rule.Effect == Effect.RequireApproval;
            if (rule.IsCertain)
            {
                AlwaysDecides = true;
                break;
            }
        }

        Slots = [.. slots.Values];
    }

    /// <summary>The slots that the reachable rules read.</summary>
    public IReadOnlyList<Slot> Slots { get; }

    public bool MayRequireApproval { get; }

    /// <summary>True where no input gets past them.</summary>
    public bool AlwaysDecides { get; }
}
